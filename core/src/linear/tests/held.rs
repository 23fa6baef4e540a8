//! The checks of one operation, whatever its arguments are.

/// Checks an operation of one argument, and whatever constants come after it.
macro_rules! one {
    ($op:ident($a:expr $(, $held:expr)?)) => {{
        let a = $a;
        let value = linear::$op(&a $(, $held)?);
        let (along, second, mixed) = (some(&a, 1), some(&a, 2), some(&a, 3));
        let (cotangent, cotangent_change) = (some(&value, 4), some(&value, 5));
        let name = stringify!($op);

        let mut d_a = a.zeros();
        let back = linear::$op::__pull_back(&a $(, $held)?, cotangent.clone(), &mut d_a $(, held!($held))?);
        assert_eq!(numbers(&back), numbers(&value), "{name}");
        against_value(name, &d_a, &a, &numbers(&cotangent), |a| numbers(&linear::$op(a $(, $held)?)));

        let (pushed, change) = linear::$op::__push_forward(&a $(, $held)?, &along $(, held!($held))?);
        assert_eq!(numbers(&pushed), numbers(&value), "{name}");
        against_slopes(name, &numbers(&change), |t| numbers(&linear::$op(&moved(&a, t, &along) $(, $held)?)));

        let (mut again, mut change_a) = (a.zeros(), a.zeros());
        let value_again = linear::$op::__pull_back_change(
            &a $(, $held)?, &along $(, held!($held))?, cotangent.clone(), cotangent_change.clone(),
            &mut again $(, held!($held))?, &mut change_a $(, held!($held))?,
        );
        assert_eq!(numbers(&value_again), numbers(&value), "{name}");
        assert_eq!(numbers(&again), numbers(&d_a), "{name}");
        against_slopes(concat!(stringify!($op), ", pulled back"), &numbers(&change_a), |t| {
            let mut d_a = a.zeros();
            let cotangent = moved(&cotangent, t, &cotangent_change);
            linear::$op::__pull_back(&moved(&a, t, &along) $(, $held)?, cotangent, &mut d_a $(, held!($held))?);
            numbers(&d_a)
        });

        let ((value_again, of_first), (of_second, of_change)) = linear::$op::__push_forward_twice(
            &a $(, $held)?, &along $(, held!($held))?, &second $(, held!($held))?, &mixed $(, held!($held))?,
        );
        assert_eq!(numbers(&value_again), numbers(&value), "{name}");
        assert_eq!(numbers(&of_first), numbers(&change), "{name}");
        let pushed = |a: &_, along: &_| linear::$op::__push_forward(a $(, $held)?, along $(, held!($held))?).1;
        assert_eq!(numbers(&of_second), numbers(&pushed(&a, &second)), "{name}");
        against_slopes(concat!(stringify!($op), ", pushed twice"), &numbers(&of_change), |t| {
            numbers(&pushed(&moved(&a, t, &second), &moved(&along, t, &mixed)))
        });
    }};
}

/// The place of a constant.
macro_rules! held {
    ($held:expr) => {
        &mut Constant
    };
}

/// Checks an operation of two arguments, the other by reference or by value.
macro_rules! two {
    ($op:ident($a:expr, & $b:expr)) => { two! { @ $op, $a, $b, & } };
    ($op:ident($a:expr, $b:expr)) => { two! { @ $op, $a, $b, } };
    (@ $op:ident, $a:expr, $b:expr, $($by:tt)?) => {{
        let (a, b) = ($a, $b);
        let name = stringify!($op);
        let value = linear::$op(&a, $($by)? b);
        let (along_a, along_b) = (some(&a, 1), some(&b, 2));
        let (second_a, second_b) = (some(&a, 3), some(&b, 4));
        let (mixed_a, mixed_b) = (some(&a, 5), some(&b, 6));
        let (cotangent, cotangent_change) = (some(&value, 7), some(&value, 8));

        // Backwards, both at once and each where the other is constant.
        let (mut d_a, mut d_b) = (a.zeros(), b.zeros());
        let back = linear::$op::__pull_back(&a, $($by)? b, cotangent.clone(), &mut d_a, &mut d_b);
        assert_eq!(numbers(&back), numbers(&value), "{name}");
        against_value(name, &d_a, &a, &numbers(&cotangent), |a| numbers(&linear::$op(a, $($by)? b)));
        against_value(name, &d_b, &b, &numbers(&cotangent), |b| numbers(&linear::$op(&a, two!(@again $($by)? b))));
        let (mut only_a, mut only_b) = (a.zeros(), b.zeros());
        let _ = linear::$op::__pull_back(&a, $($by)? b, cotangent.clone(), &mut only_a, &mut Constant);
        let _ = linear::$op::__pull_back(&a, $($by)? b, cotangent.clone(), &mut Constant, &mut only_b);
        assert_eq!((numbers(&only_a), numbers(&only_b)), (numbers(&d_a), numbers(&d_b)), "{name}");

        // Forwards.
        let (pushed, change) = linear::$op::__push_forward(&a, $($by)? b, &along_a, &along_b);
        assert_eq!(numbers(&pushed), numbers(&value), "{name}");
        against_slopes(name, &numbers(&change), |t| {
            numbers(&linear::$op(&moved(&a, t, &along_a), $($by)? moved(&b, t, &along_b)))
        });
        let change = linear::$op::__push_forward(&a, $($by)? b, &along_a, &Constant).1;
        against_slopes(name, &numbers(&change), |t| numbers(&linear::$op(&moved(&a, t, &along_a), $($by)? b)));
        let change = linear::$op::__push_forward(&a, $($by)? b, &Constant, &along_b).1;
        against_slopes(name, &numbers(&change), |t| numbers(&linear::$op(&a, $($by)? moved(&b, t, &along_b))));
        let still = linear::$op::__push_forward(&a, $($by)? b, &Constant, &Constant).1;
        assert_eq!(numbers(&still), numbers(&value.zeros()), "{name}");

        // The change of what is pulled back; nothing of `a` or `b` where that is constant.
        for part in 0..3 {
            let (move_a, move_b) = (part != 1, part != 2);
            let (mut again_a, mut again_b, mut change_a, mut change_b) = (a.zeros(), b.zeros(), a.zeros(), b.zeros());
            let (cotangent, cotangent_change) = (cotangent.clone(), cotangent_change.clone());
            let arguments = (cotangent.clone(), cotangent_change.clone());
            let value_again = match part {
                0 => linear::$op::__pull_back_change(
                    &a, $($by)? b, &along_a, &along_b, arguments.0, arguments.1,
                    &mut again_a, &mut again_b, &mut change_a, &mut change_b,
                ),
                1 => linear::$op::__pull_back_change(
                    &a, $($by)? b, &Constant, &along_b, arguments.0, arguments.1,
                    &mut again_a, &mut again_b, &mut change_a, &mut change_b,
                ),
                _ => linear::$op::__pull_back_change(
                    &a, $($by)? b, &along_a, &Constant, arguments.0, arguments.1,
                    &mut again_a, &mut again_b, &mut change_a, &mut change_b,
                ),
            };
            assert_eq!(numbers(&value_again), numbers(&value), "{name}");
            assert_eq!((numbers(&again_a), numbers(&again_b)), (numbers(&d_a), numbers(&d_b)), "{name}");
            let found = [numbers(&change_a), numbers(&change_b)].concat();
            against_slopes(concat!(stringify!($op), ", pulled back"), &found, |t| {
                let (mut d_a, mut d_b) = (a.zeros(), b.zeros());
                let at_a = if move_a { moved(&a, t, &along_a) } else { a.clone() };
                let at_b = if move_b { moved(&b, t, &along_b) } else { b.clone() };
                let cotangent = moved(&cotangent, t, &cotangent_change);
                let _ = linear::$op::__pull_back(&at_a, $($by)? at_b, cotangent, &mut d_a, &mut d_b);
                [numbers(&d_a), numbers(&d_b)].concat()
            });
        }

        // Forwards twice.
        let ((value_again, of_first), (of_second, of_change)) = linear::$op::__push_forward_twice(
            &a, $($by)? b, &along_a, &along_b, &second_a, &second_b, &mixed_a, &mixed_b,
        );
        assert_eq!(numbers(&value_again), numbers(&value), "{name}");
        let pushed = |a: &_, b: &_, along_a: &_, along_b: &_| {
            linear::$op::__push_forward(a, two!(@again $($by)? b), along_a, along_b).1
        };
        assert_eq!(numbers(&of_first), numbers(&pushed(&a, &b, &along_a, &along_b)), "{name}");
        assert_eq!(numbers(&of_second), numbers(&pushed(&a, &b, &second_a, &second_b)), "{name}");
        against_slopes(concat!(stringify!($op), ", pushed twice"), &numbers(&of_change), |t| {
            numbers(&pushed(
                &moved(&a, t, &second_a),
                &moved(&b, t, &second_b),
                &moved(&along_a, t, &mixed_a),
                &moved(&along_b, t, &mixed_b),
            ))
        });
    }};
    (@again & $b:ident) => { $b };
    (@again $b:ident) => { *$b };
}
