"""Writes elementary.csv: first and second derivatives of the elementary functions, correctly rounded.

The derivatives are taken symbolically by SymPy and evaluated with mpmath to several hundred digits, so that nothing is
lost where functions cancel, and rounded once, to f64. Functions with kinks are given by the piece that holds at the point.

    pip install sympy mpmath
    python3 tests/oracle/generate.py > tests/oracle/elementary.csv
"""

from itertools import combinations_with_replacement, product

import mpmath
import sympy as sp

mpmath.mp.dps = 700

x, y, z = sp.symbols("x y z", real=True)

ORDINARY = [0.5, 1.0, 2.0, 0.1, 3.7, -0.3, -1.9]
POSITIVE = [0.5, 1.0, 2.0, 0.1, 3.7, 1e-300, 1e-17, 1e150]
TINY = [1e-17, 1e-300, -1e-9]
PAIRS = [(0.5, 2.0), (-1.3, 0.7), (3.0, -4.0), (-0.2, -0.9), (1e-9, 1.0), (2.5, 1e-7)]


def on(expression, points):
    """The same formula at every point."""
    return [(expression, point if isinstance(point, tuple) else (point,)) for point in points]


def pieces(choose, points):
    """The formula that holds at each point."""
    return [(choose(*point), point) for point in (p if isinstance(p, tuple) else (p,) for p in points)]


def quotient(a, b):
    """a/b rounded towards zero, exactly."""
    return int(mpmath.mpf(a) / mpmath.mpf(b))


def euclidean(a, b):
    """The quotient that leaves a remainder of at least zero."""
    floor = int(mpmath.floor(mpmath.mpf(a) / abs(mpmath.mpf(b))))
    return floor if b > 0 else -floor


FLAT = [0.3, -0.3, 2.7, -5.2]

FUNCTIONS = {
    "add": on(x + y, PAIRS),
    "sub": on(x - y, PAIRS),
    "mul": on(x * y, PAIRS + [(1e200, 1e100)]),
    "div": on(x / y, PAIRS + [(1e-200, 1e-200), (1e200, 1e200), (1.0, 1e-100), (3.0, 1e150)]),
    "neg": on(-x, ORDINARY),
    "rem": pieces(lambda a, b: x - quotient(a, b) * y, [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.3, 0.1), (1e6, 0.7)]),
    "rem_euclid": pieces(
        lambda a, b: x - euclidean(a, b) * y, [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.3, 0.1), (-1e6, 0.7)]
    ),
    "div_euclid": on(sp.Integer(0) * x * y, [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0)]),
    "powi": [
        (x**n, (point, float(n)))
        for n, point in product([-3, -2, -1, 0, 1, 2, 3, 4, 5, 12], [0.5, 1.0, -1.7, 3.2, 1e-20, -1e20])
    ],
    "powf": on(
        x**y,
        [(2.0, 0.5), (2.0, 1.5), (2.0, 2.0), (2.0, -1.0), (2.0, 0.0), (0.3, 2.5), (5.0, 3.0), (1e-8, 0.3), (7.1, -2.7), (1.0, 9.9)],
    ),
    "sqrt": on(sp.sqrt(x), POSITIVE),
    "cbrt": pieces(lambda a: sp.cbrt(x) if a > 0 else -sp.cbrt(-x), [0.5, 1.0, 8.0, -8.0, -0.3, 1e-100, 1e150]),
    "recip": on(1 / x, ORDINARY + [1e-100, 1e100]),
    "hypot": on(sp.sqrt(x**2 + y**2), PAIRS + [(1e200, 1e200), (1e-200, 1e-200), (1e-200, -3e-200)]),
    "exp": on(sp.exp(x), ORDINARY + TINY + [700.0, -700.0, 30.0]),
    "exp2": on(2**x, ORDINARY + TINY + [1000.0, -1000.0]),
    "exp_m1": on(sp.exp(x) - 1, ORDINARY + TINY + [-40.0, -700.0, 700.0]),
    "ln": on(sp.log(x), POSITIVE),
    "ln_1p": on(sp.log(1 + x), ORDINARY[:6] + TINY + [-0.999999, -1 + 1e-12, 1e150]),
    "log": on(sp.log(x) / sp.log(y), [(2.0, 10.0), (0.3, 2.0), (5.0, 0.5), (1e-5, 3.0), (1e100, 7.0)]),
    "log2": on(sp.log(x) / sp.log(2), POSITIVE),
    "log10": on(sp.log(x) / sp.log(10), POSITIVE),
    "sin": on(sp.sin(x), ORDINARY + TINY + [100.0, 1e6]),
    "cos": on(sp.cos(x), ORDINARY + TINY + [100.0, 1e6]),
    "tan": on(sp.tan(x), ORDINARY + TINY + [1.5707, 100.0]),
    "asin": on(sp.asin(x), [0.5, -0.3, 0.1, 1 - 1e-10, -1 + 1e-10, 1e-17, 0.99]),
    "acos": on(sp.acos(x), [0.5, -0.3, 0.1, 1 - 1e-10, -1 + 1e-10, 1e-17, 0.99]),
    "atan": on(sp.atan(x), ORDINARY + TINY + [1e10, -1e100]),
    "atan2": on(
        2 * sp.atan(x / (sp.sqrt(x**2 + y**2) + y)),
        [(0.5, 2.0), (-1.3, 0.7), (3.0, -4.0), (-0.2, -0.9), (1e200, 1e200), (1e-200, 1e-200), (1.0, 1e-9), (-2.0, 0.0)],
    ),
    "sinh": on(sp.sinh(x), ORDINARY + TINY + [20.0, -700.0]),
    "cosh": on(sp.cosh(x), ORDINARY + TINY + [20.0, -700.0]),
    "tanh": on(sp.tanh(x), ORDINARY + TINY + [1.09, 1.11, -10.0, 10.0, 20.0, 300.0]),
    "asinh": on(sp.asinh(x), ORDINARY + TINY + [1e10, -1e200]),
    "acosh": on(sp.acosh(x), [1.5, 2.0, 3.7, 1 + 1e-10, 1e10, 1e200]),
    "atanh": on(sp.atanh(x), [0.5, -0.3, 0.1, 1 - 1e-10, -1 + 1e-10, 1e-17, 0.99]),
    "abs": pieces(lambda a: x if a > 0 else -x, ORDINARY + [1e-300, -1e300]),
    "signum": on(sp.Integer(0) * x, FLAT),
    "copysign": pieces(
        lambda a, b: (1 if (a > 0) == (b > 0) else -1) * x + 0 * y, [(0.5, 2.0), (0.5, -2.0), (-0.5, 2.0), (-0.5, -2.0)]
    ),
    "max": pieces(lambda a, b: x if a > b else y, PAIRS),
    "min": pieces(lambda a, b: x if a < b else y, PAIRS),
    "clamp": pieces(
        lambda a, low, high: y if a < low else z if a > high else x,
        [(0.5, 0.0, 1.0), (-0.5, 0.0, 1.0), (1.5, 0.0, 1.0), (-2.5, -3.0, -2.0)],
    ),
    "floor": on(sp.Integer(0) * x, FLAT),
    "ceil": on(sp.Integer(0) * x, FLAT),
    "round": on(sp.Integer(0) * x, FLAT),
    "round_ties_even": on(sp.Integer(0) * x, FLAT),
    "trunc": on(sp.Integer(0) * x, FLAT),
    "fract": on(x, FLAT),
    "mul_add": on(x * y + z, [(0.5, 2.0, 3.0), (-1.5, 0.3, -0.2), (1e100, 1e100, 1e150)]),
    "midpoint": on((x + y) / 2, PAIRS),
    "to_degrees": on(x * 180 / sp.pi, ORDINARY),
    "to_radians": on(x * sp.pi / 180, ORDINARY),
}


def rounded(value):
    """The nearest f64, with zero for what underflows."""
    with mpmath.workprec(53):
        nearest = float(+value)
    return repr(nearest + 0.0)


def main():
    print("function,x,y,z,dx,dy,dz,dxx,dxy,dxz,dyy,dyz,dzz")
    for name, cases in FUNCTIONS.items():
        for expression, point in cases:
            # The exponent of `powi` is an integer: it is written down, and not differentiated by.
            count = 1 if name == "powi" else len(point)
            symbols = [x, y, z][:count]
            exact = [mpmath.mpf(value) for value in point[:count]]

            def at(derivative):
                return mpmath.mpf(sp.lambdify(symbols, derivative, "mpmath")(*exact))

            first = [rounded(at(sp.diff(expression, symbol))) for symbol in symbols]
            second = {
                pair: rounded(at(sp.diff(expression, *pair))) for pair in combinations_with_replacement(symbols, 2)
            }
            pairs = [(x, x), (x, y), (x, z), (y, y), (y, z), (z, z)]
            columns = [name]
            columns += [repr(value) for value in point] + [""] * (3 - len(point))
            columns += first + [""] * (3 - count)
            columns += [second.get(pair, "") for pair in pairs]
            print(",".join(columns))


if __name__ == "__main__":
    main()
