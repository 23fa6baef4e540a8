use chainrule::Network;
use chainrule::network::{cross_entropy, softmax};

fn main() {
    let _ = Network::builder(4).dense::<softmax>(3).build::<cross_entropy>();
}
