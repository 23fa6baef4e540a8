use chainrule::differentiate;

#[differentiate]
macro_rules! square {
    ($x:expr) => {
        $x * $x
    };
}

fn main() {
    let _ = square!(2);
}
