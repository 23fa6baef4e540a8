"""Writes random programs with loops, arrays and branches, and what their gradients are, to tests/random_programs.rs.

    python3 tests/random/generate.py [COUNT] [SEED] > tests/random_programs.rs

Each program is interpreted here with dual numbers of 40 digits (mpmath): one dual part for each parameter. Nothing of
chainrule is involved, so that the figures are an independent oracle.
"""

import random
import sys

from mpmath import mp, mpf

mp.dps = 40
PARAMETERS = 4


class Dual:
    def __init__(self, value, parts):
        self.value, self.parts = value, parts

    @staticmethod
    def of(x):
        return x if isinstance(x, Dual) else Dual(mpf(x), [mpf(0)] * PARAMETERS)

    def map(self, value, slope):
        return Dual(value, [slope * part for part in self.parts])


def add(a, b):
    return Dual(a.value + b.value, [p + q for p, q in zip(a.parts, b.parts)])


def sub(a, b):
    return Dual(a.value - b.value, [p - q for p, q in zip(a.parts, b.parts)])


def mul(a, b):
    return Dual(a.value * b.value, [p * b.value + q * a.value for p, q in zip(a.parts, b.parts)])


def div(a, b):
    y = a.value / b.value
    return Dual(y, [(p - y * q) / b.value for p, q in zip(a.parts, b.parts)])


UNARY = {
    "sin": lambda a: a.map(mp.sin(a.value), mp.cos(a.value)),
    "cos": lambda a: a.map(mp.cos(a.value), -mp.sin(a.value)),
    "tanh": lambda a: a.map(mp.tanh(a.value), 1 - mp.tanh(a.value) ** 2),
    "atan": lambda a: a.map(mp.atan(a.value), 1 / (1 + a.value**2)),
}
BINARY = {"+": add, "-": sub, "*": mul}


class Left(Exception):
    """A loop was left, or its iteration."""


class Break(Left):
    pass


class Continue(Left):
    pass


class Writer:
    """Makes a program; every construct gives its text and what it does to a state."""

    def __init__(self, rng):
        self.rng = rng
        self.names = 0
        self.loops = 0

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def index(self, scope):
        """An index into an array of four: a text and its value in a state."""
        choices = [(str(k), lambda state, k=k: k) for k in range(PARAMETERS)]
        for name in scope["indices"]:
            choices.append((f"{name} % 4", lambda state, name=name: state[name] % 4))
            choices.append((f"({name} + 1) % 4", lambda state, name=name: (state[name] + 1) % 4))
        return self.rng.choice(choices)

    def number(self, scope, depth=0):
        rng = self.rng
        kind = rng.random()
        if depth > 2 or kind < 0.3:
            if rng.random() < 0.15:
                value = rng.choice(["0.5", "1.25", "2.0", "0.75"])
                return value, lambda state: Dual.of(value)
            if rng.random() < 0.55 and scope["numbers"]:
                name = rng.choice(scope["numbers"])
                return name, lambda state: state[name]
            array = rng.choice(scope["arrays"])
            text, index = self.index(scope)
            return f"{array}[{text}]", lambda state: state[array][index(state)]
        if kind < 0.75:
            sign = rng.choice("+-**")
            (a, f), (b, g) = self.number(scope, depth + 1), self.number(scope, depth + 1)
            return f"({a} {sign} {b})", lambda state: BINARY[sign](f(state), g(state))
        if kind < 0.9:
            name = rng.choice(list(UNARY))
            a, f = self.number(scope, depth + 1)
            return f"f64::{name}({a})", lambda state: UNARY[name](f(state))
        if kind < 0.95:
            (a, f), (b, g) = self.number(scope, depth + 1), self.number(scope, depth + 1)
            return f"({a} / (2.0 + {b} * {b}))", lambda state: div(
                f(state), add(Dual.of(2), mul(g(state), g(state)))
            )
        condition, c = self.condition(scope)
        (a, f), (b, g) = self.number(scope, depth + 1), self.number(scope, depth + 1)
        return f"(if {condition} {{ {a} }} else {{ {b} }})", lambda state: f(state) if c(state) else g(state)

    def condition(self, scope):
        if scope["indices"] and self.rng.random() < 0.4:
            name, k = self.rng.choice(scope["indices"]), self.rng.randrange(3)
            return f"{name} % 3 == {k}", lambda state: state[name] % 3 == k
        (a, f), (b, g) = self.number(scope, 2), self.number(scope, 2)
        return f"{a} < {b} + 0.0137", lambda state: f(state).value < g(state).value + mpf("0.0137")

    def block(self, scope, depth, in_loop):
        inner = {key: list(names) for key, names in scope.items()}
        texts, actions = [], []
        for _ in range(self.rng.randint(1, 3 if depth else 5)):
            text, action = self.statement(inner, depth, in_loop)
            texts.append(text)
            actions.append(action)

        def run(state):
            for action in actions:
                action(state)

        return " ".join(texts), run

    def statement(self, scope, depth, in_loop):
        rng = self.rng
        kind = rng.random()
        if kind < 0.2:
            text, f = self.number(scope)
            name = self.fresh("v")
            mutable = rng.random() < 0.6
            scope["numbers"].append(name)
            if mutable:
                scope["mutable"].append(name)

            def run(state):
                state[name] = f(state)

            return f"let {'mut ' if mutable else ''}{name}: f64 = {text};", run
        if kind < 0.4 and scope["mutable"]:
            name = rng.choice(scope["mutable"])
            sign = rng.choice(["", "+", "-", "*"])
            # Damped, so that nothing grows without bound.
            text, f = self.number(scope)

            def run(state):
                change = UNARY["atan"](f(state))
                state[name] = BINARY[sign](state[name], change) if sign else change

            return f"{name} {sign}= f64::atan({text});", run
        if kind < 0.58 and scope["changing"]:
            array = rng.choice(scope["changing"])
            at, index = self.index(scope)
            sign = rng.choice(["", "+", "-", "*"])
            text, f = self.number(scope)

            def run(state):
                change = UNARY["sin"](f(state))
                at = index(state)
                state[array][at] = BINARY[sign](state[array][at], change) if sign else change

            return f"{array}[{at}] {sign}= f64::sin({text});", run
        if kind < 0.68:
            array = self.fresh("a")
            if rng.random() < 0.5:
                source = rng.choice(scope["arrays"])
                declared = f"let mut {array} = {source}{'.to_vec()' if source == 'x' else '.clone()'};"

                def run(state):
                    state[array] = list(state[source])

            else:
                parts = [self.number(scope, 1) for _ in range(PARAMETERS)]
                declared = f"let mut {array} = vec![{', '.join(text for text, _ in parts)}];"

                def run(state):
                    state[array] = [f(state) for _, f in parts]

            scope["arrays"].append(array)
            scope["changing"].append(array)
            return declared, run
        if kind < 0.78 and depth < 3:
            condition, c = self.condition(scope)
            then, f = self.block(scope, depth + 1, in_loop)
            if rng.random() < 0.5:
                return f"if {condition} {{ {then} }}", lambda state: f(state) if c(state) else None
            otherwise, g = self.block(scope, depth + 1, in_loop)
            return f"if {condition} {{ {then} }} else {{ {otherwise} }}", lambda state: (
                f(state) if c(state) else g(state)
            )
        if kind < 0.92 and depth < 3 and self.loops < 4:
            return self.loop(scope, depth)
        if kind < 0.96 and in_loop:
            condition, c = self.condition(scope)
            word, leave = rng.choice([("break", Break), ("continue", Continue)])

            def run(state):
                if c(state):
                    raise leave

            return f"if {condition} {{ {word}; }}", run
        array, name = rng.choice(scope["arrays"]), self.fresh("s")
        scope["numbers"].append(name)
        ending = rng.choice(["sum", "fold"])

        def run(state):
            total = Dual.of(0)
            for element in state[array]:
                total = add(total, mul(element, element)) if ending == "sum" else sub(element, mul(total, Dual.of("0.5")))
            state[name] = total

        if ending == "sum":
            return f"let {name}: f64 = {array}.iter().map(|e| e * e).sum();", run
        return f"let {name}: f64 = {array}.iter().fold(0.0, |t, e| e - t * 0.5);", run

    def loop(self, scope, depth):
        self.loops += 1
        rng = self.rng
        inner = {key: list(names) for key, names in scope.items()}
        index = self.fresh("i")
        count = rng.randint(0, 4)
        kind = rng.choice(["for", "for", "rev", "while", "iter"])
        element = None
        if kind == "iter":
            array = rng.choice(scope["arrays"])
            element = self.fresh("e")
            inner["numbers"].append(element)
        else:
            inner["indices"].append(index)
        body, f = self.block(inner, depth + 1, True)

        def iterate(state, steps, name):
            for step in steps:
                state[name] = step
                try:
                    f(state)
                except Continue:
                    continue
                except Break:
                    break

        if kind == "iter":
            copy = self.fresh("c")
            return (
                f"let {copy} = {array}.to_vec(); for &{element} in {copy}.iter() {{ {body} }}",
                lambda state: iterate(state, list(state[array]), element),
            )
        if kind == "while":
            counter = self.fresh("n")
            return (
                f"let mut {counter} = 0; while {counter} < {count} {{ let {index} = {counter}; {counter} += 1; {body} }}",
                lambda state: iterate(state, range(count), index),
            )
        order = "(0..%d).rev()" % count if kind == "rev" else "0..%d" % count
        steps = list(range(count))[:: -1 if kind == "rev" else 1]
        return f"for {index} in {order} {{ {body} }}", lambda state: iterate(state, steps, index)


def program(rng):
    writer = Writer(rng)
    scope = {"numbers": ["p"], "mutable": [], "arrays": ["x"], "changing": [], "indices": []}
    texts, actions = ["let mut r: f64 = p;"], []
    scope["numbers"].append("r")
    scope["mutable"].append("r")
    for _ in range(rng.randint(3, 8)):
        text, action = writer.statement(scope, 0, False)
        texts.append(text)
        actions.append(action)
    result, f = writer.number(scope)
    texts.append(f"r + {result}")
    point = [mpf(rng.randint(-20, 20)) / 16 + mpf(1) / 64 for _ in range(PARAMETERS)]

    def evaluate(point):
        unit = lambda k: [mpf(1) if j == k else mpf(0) for j in range(PARAMETERS)]
        state = {"x": [Dual(point[k], unit(k)) for k in range(PARAMETERS)], "p": Dual.of("0.625")}
        state["r"] = state["p"]
        for action in actions:
            action(state)
        return add(state["r"], f(state))

    return " ".join(texts), point, evaluate


def curvature(evaluate, point):
    """The Hessian times a vector of ones: a difference of gradients, of 25 digits."""
    h = mpf(10) ** -14
    above, below = (evaluate([value + step for value in point]) for step in (h, -h))
    return [(a - b) / (2 * h) for a, b in zip(above.parts, below.parts)]


def numbers_alone(made, options, text, point, result, numbers, product):
    """The same program as a function of numbers."""
    print(f"\n#[differentiate{options}]\n#[rustfmt::skip]")
    print(f"fn program{made}(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {{")
    print(f"    let x = [x0, x1, x2, x3]; {text}\n}}")
    print(f"\n#[test]\nfn test{made}() {{")
    at = f"{numbers(point)}, 0.625"
    print(f"    let (value, slopes) = program{made}::value_and_gradient({at});")
    print(f"    assert_eq!(value.to_bits(), program{made}({at}).to_bits());")
    print(f"    check((value, slopes.to_vec()), {float(result.value)!r}, [{numbers(result.parts)}]);")
    print(f"    let (value, change) = program{made}::jvp({at}, [1.0, 1.0, 1.0, 1.0, 0.0]);")
    print(f"    check_one(change, {float(sum(result.parts))!r});")
    if product:
        print(f"    let product = program{made}::hvp({at}, [1.0, 1.0, 1.0, 1.0, 0.0]);")
        print(f"    check((0.0, product.to_vec()), 0.0, [{numbers(product)}]);")
        print(f"    let hessian = program{made}::hessian({at});")
        print("    let sums = hessian.map(|row| row[..4].iter().sum());")
        print(f"    check((0.0, sums.to_vec()), 0.0, [{numbers(product)}]);")
    print("}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print("//! Random programs with loops, arrays and branches, written by `tests/random/generate.py`, against dual numbers")
    print("//! of 40 digits.")
    print()
    print("#![allow(unused, unused_comparisons, clippy::all, clippy::pedantic, reason = \"nobody wrote this\")]")
    print()
    print("use chainrule::differentiate;")
    print()
    print("fn check((value, gradient): (f64, Vec<f64>), wanted: f64, slopes: [f64; 4]) {")
    print("    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);")
    print("    assert!(close(value, wanted), \"the value is {value}, not {wanted}\");")
    print("    let all = gradient.iter().zip(slopes).all(|(&a, b)| close(a, b));")
    print("    assert!(all, \"the gradient is {gradient:?}, not {slopes:?}\");")
    print("}")
    print()
    print("fn check_one(found: f64, wanted: f64) {")
    print("    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), \"{found}, not {wanted}\");")
    print("}")
    made = 0
    while made < count:
        rng = random.Random(seed * 1_000_000 + made)
        text, point, evaluate = program(rng)
        result = evaluate(point)
        twice = made % 4 == 0
        numbers = lambda all: ", ".join(repr(float(value)) for value in all)
        options = "(order = 2)" if twice else ""
        if made % 3 == 2:
            numbers_alone(made, options, text, point, result, numbers, twice and curvature(evaluate, point))
            made += 1
            continue
        print(f"\n#[differentiate{options}]\n#[rustfmt::skip]\nfn program{made}(x: &[f64], p: f64) -> f64 {{\n    {text}\n}}")
        print(f"\n#[test]\nfn test{made}() {{")
        print(f"    let x = [{numbers(point)}];")
        print(f"    let (value, (slopes, _)) = program{made}::value_and_gradient(&x, 0.625);")
        print(f"    assert_eq!(value.to_bits(), program{made}(&x, 0.625).to_bits());")
        print(f"    check((value, slopes), {float(result.value)!r}, [{numbers(result.parts)}]);")
        print(f"    let (value, change) = program{made}::jvp(&x, 0.625, (vec![1.0; 4], 0.0));")
        print(f"    check_one(change, {float(sum(result.parts))!r});")
        if twice:
            print(f"    let (product, _) = program{made}::hvp(&x, 0.625, (vec![1.0; 4], 0.0));")
            print(f"    check((0.0, product), 0.0, [{numbers(curvature(evaluate, point))}]);")
        print("}")
        made += 1


main()
