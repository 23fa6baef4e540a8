#![doc = include_str!("which_optimizer.md")]
