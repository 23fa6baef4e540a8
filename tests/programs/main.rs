//! Small programs, each with its value and its derivatives in closed form: the language as it is written.
//!
//! A module holds the programs of one kind, `check.rs` what they are judged by.

#![allow(
    clippy::all,
    clippy::pedantic,
    non_snake_case,
    non_upper_case_globals,
    unused,
    unexpected_cfgs,
    reason = "programs of every style are what is tested"
)]

mod arrays_out_of_branches;
mod branches_that_do_not_run;
mod check;
mod chosen_by_loops;
mod chosen_closures;
mod conditions_of_cargo;
mod constant_functions;
mod constant_variables;
mod constants_in_patterns;
mod constants_of_wrt;
mod counts;
mod elements_or_none;
mod endless_loops;
mod exchanged_places;
mod functions_by_paths;
mod guards;
mod handed_on;
mod inferred_types;
mod integers;
mod integers_in_lists;
mod items_of_blocks;
mod items_of_constants;
mod iterators;
mod late_initialisation;
mod lent_items;
mod lent_numbers;
mod lent_objects;
mod made_arrays;
mod moved_constants;
mod moving_closures;
mod names_of_users;
mod nested_derivatives;
mod numerics_linear_algebra;
mod numerics_of_data;
mod numerics_of_space;
mod numerics_roots_and_integrals;
mod objects;
mod one_name_for_several;
mod options_of_constants;
mod options_of_several;
mod ordinary_forms;
mod own_self;
mod parts_of_tuples;
mod parts_that_are_copied;
mod parts_to_change;
mod patterns;
mod queues;
mod reductions;
mod references;
mod references_to_one_of_several;
mod refused_before;
mod returns_of_closures;
mod scratch_of_loops;
mod second_order_at_kinks;
mod shapes_of_derivatives;
mod slices;
mod sorted_by_keys;
mod truth_values;
mod values_or_none;
mod vectors_of_changing_length;
mod vectors_of_rows;
