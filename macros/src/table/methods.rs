//! The table of the methods of arrays, iterators and options: for each receiver what goes in, what comes out, and what
//! lowering makes of it.
//!
//! References are not told apart from what is behind them. A method of a number is a row of `elementary`.

pub(crate) use super::macros::{is_assertion, is_diverging, is_printing, judged};

/// A type in a row; `A` and `B` stand for any two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    A,
    B,
    Integer,
    Truth,
    /// Whatever the user's tokens make it.
    Other,
    List(&'static Shape),
    Iterator(&'static Shape),
    /// A list or an iterator.
    Items(&'static Shape),
    Option(&'static Shape),
    Pair(&'static Shape, &'static Shape),
    Triple(&'static Shape, &'static Shape, &'static Shape),
    Function(&'static [Shape], &'static Shape),
}

/// What an iterator makes of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adapter {
    Elements,
    MutableElements,
    Same,
    Copied,
    Reversed,
    Enumerate,
    Zip,
    Chain,
    Skip,
    Take,
    Step,
    Map,
    Filter,
    FilterMap,
    MapWhile,
    FlatMap,
    Flatten,
    Scan,
    TakeWhile,
    SkipWhile,
    Windows,
    Chunks,
    ExactChunks,
    ChunksFromEnd,
    ExactChunksFromEnd,
    Inspect,
    Cycle,
}

/// What ends a chain of iterators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Sum,
    Product,
    Fold,
    TryFold,
    Reduce,
    Collect,
    ForEach,
    Count,
    Last,
    Nth,
    Next,
    Peek,
    Position,
    Find,
    FindMap,
    Unzip,
    Partition,
    Any,
    All,
    MinBy,
    MaxBy,
}

/// What is asked of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Length,
    IsEmpty,
    Same,
    Vector,
    First,
    Last,
    Get,
    SplitAt,
    SplitFirst,
    SplitLast,
    Map,
    Concat,
}

/// What is done to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Push,
    Pop,
    Insert,
    Remove,
    Truncate,
    Resize,
    Append,
    Clear,
    Extend,
    Swap,
    Fill,
    Reverse,
    RotateLeft,
    RotateRight,
    Sort,
    SortByKey,
    SortUnstable,
    SortUnstableByKey,
    Select,
    Copy,
    CopyWithin,
    SwapWith,
    Retain,
    PushFront,
    PopFront,
    SwapRemove,
    SplitOff,
    Drain,
}

/// What is made of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Optional {
    Lent,
    Zip,
    Unwrap,
    UnwrapOr,
    UnwrapOrElse,
    UnwrapOrDefault,
    Same,
    Map,
    Take,
    Replace,
    GetOrInsert,
    MapOr,
    MapOrElse,
    AndThen,
    Or,
    OrElse,
    Filter,
    IsSome,
    IsNone,
    IsSomeAnd,
    IsNoneOr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Adapter(Adapter),
    End(End),
    Part(Part),
    Change(Change),
    Optional(Optional),
}

#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) receiver: Shape,
    pub(crate) arguments: &'static [Shape],
    pub(crate) result: Shape,
    pub(crate) meaning: Meaning,
}

use Shape::{A, B, Function, Integer, Items, Iterator, List, Option, Other, Pair, Triple, Truth};

const fn adapter(name: &'static str, adapter: Adapter, arguments: &'static [Shape], result: Shape) -> Method {
    Method { name, receiver: Iterator(&A), arguments, result, meaning: Meaning::Adapter(adapter) }
}

const fn of_list(name: &'static str, adapter: Adapter, arguments: &'static [Shape], result: Shape) -> Method {
    Method { name, receiver: Items(&A), arguments, result, meaning: Meaning::Adapter(adapter) }
}

const fn end(name: &'static str, end: End, arguments: &'static [Shape], result: Shape) -> Method {
    Method { name, receiver: Iterator(&A), arguments, result, meaning: Meaning::End(end) }
}

const fn part(name: &'static str, part: Part, arguments: &'static [Shape], result: Shape) -> Method {
    Method { name, receiver: List(&A), arguments, result, meaning: Meaning::Part(part) }
}

const fn change(name: &'static str, change: Change, arguments: &'static [Shape], result: Shape) -> Method {
    Method { name, receiver: List(&A), arguments, result, meaning: Meaning::Change(change) }
}

const fn optional(
    name: &'static str,
    optional: Optional,
    arguments: &'static [Shape],
    result: Shape,
) -> Method {
    Method { name, receiver: Option(&A), arguments, result, meaning: Meaning::Optional(optional) }
}

const PREDICATE: Shape = Function(&[A], &Truth);
const COMPARISON: Shape = Function(&[A, A], &Other);
const LISTS: Shape = Iterator(&List(&A));
const PAIR: Shape = Pair(&List(&A), &List(&A));

#[rustfmt::skip]
static TABLE: &[Method] = &[
    // Over what a list or an iterator goes.
    of_list("iter",         Adapter::Elements,        &[],                           Iterator(&A)),
    of_list("iter_mut",     Adapter::MutableElements, &[],                           Iterator(&A)),
    of_list("into_iter",    Adapter::Same,            &[],                           Iterator(&A)),
    of_list("by_ref",       Adapter::Same,            &[],                           Iterator(&A)),
    adapter("peekable",     Adapter::Same,            &[],                           Iterator(&A)),
    adapter("fuse",         Adapter::Same,            &[],                           Iterator(&A)),
    of_list("windows",      Adapter::Windows,         &[Integer],                    LISTS),
    of_list("chunks",       Adapter::Chunks,          &[Integer],                    LISTS),
    of_list("chunks_exact", Adapter::ExactChunks,     &[Integer],                    LISTS),
    of_list("rchunks",      Adapter::ChunksFromEnd,   &[Integer],                    LISTS),
    of_list("rchunks_exact", Adapter::ExactChunksFromEnd, &[Integer],                LISTS),
    of_list("rchunks_mut",  Adapter::ChunksFromEnd,   &[Integer],                    LISTS),
    of_list("rchunks_exact_mut", Adapter::ExactChunksFromEnd, &[Integer],            LISTS),
    of_list("chunks_mut",   Adapter::Chunks,          &[Integer],                    LISTS),
    of_list("chunks_exact_mut", Adapter::ExactChunks, &[Integer],                    LISTS),
    adapter("copied",       Adapter::Copied,          &[],                           Iterator(&A)),
    adapter("cloned",       Adapter::Copied,          &[],                           Iterator(&A)),
    adapter("rev",          Adapter::Reversed,        &[],                           Iterator(&A)),
    adapter("enumerate",    Adapter::Enumerate,       &[],                           Iterator(&Pair(&Integer, &A))),
    adapter("zip",          Adapter::Zip,             &[Items(&B)],                  Iterator(&Pair(&A, &B))),
    adapter("chain",        Adapter::Chain,           &[Items(&A)],                  Iterator(&A)),
    adapter("skip",         Adapter::Skip,            &[Integer],                    Iterator(&A)),
    adapter("take",         Adapter::Take,            &[Integer],                    Iterator(&A)),
    adapter("step_by",      Adapter::Step,            &[Integer],                    Iterator(&A)),
    adapter("map",          Adapter::Map,             &[Function(&[A], &B)],         Iterator(&B)),
    adapter("filter",       Adapter::Filter,          &[PREDICATE],                  Iterator(&A)),
    adapter("filter_map",   Adapter::FilterMap,       &[Function(&[A], &Option(&B))], Iterator(&B)),
    adapter("map_while",    Adapter::MapWhile,        &[Function(&[A], &Option(&B))], Iterator(&B)),
    adapter("flat_map",     Adapter::FlatMap,         &[Function(&[A], &Items(&B))], Iterator(&B)),
    adapter("flatten",      Adapter::Flatten,         &[],                           Iterator(&Other)),
    adapter("scan",         Adapter::Scan,            &[B, Function(&[B, A], &Option(&Other))], Iterator(&Other)),
    adapter("take_while",   Adapter::TakeWhile,       &[PREDICATE],                  Iterator(&A)),
    adapter("skip_while",   Adapter::SkipWhile,       &[PREDICATE],                  Iterator(&A)),
    adapter("inspect",      Adapter::Inspect,         &[Function(&[A], &Other)],     Iterator(&A)),
    adapter("cycle",        Adapter::Cycle,           &[],                           Iterator(&A)),

    // What comes of an iterator.
    end("sum",      End::Sum,      &[],                           A),
    end("product",  End::Product,  &[],                           A),
    end("fold",     End::Fold,     &[B, Function(&[B, A], &B)],   B),
    end("try_fold", End::TryFold,  &[B, Function(&[B, A], &Option(&B))], Option(&B)),
    end("reduce",   End::Reduce,   &[Function(&[A, A], &A)],      Option(&A)),
    end("collect",  End::Collect,  &[],                           List(&A)),
    end("for_each", End::ForEach,  &[Function(&[A], &Other)],     Other),
    end("count",    End::Count,    &[],                           Integer),
    end("len",      End::Count,    &[],                           Integer),
    end("last",     End::Last,     &[],                           Option(&A)),
    end("nth",      End::Nth,      &[Integer],                    Option(&A)),
    end("next",     End::Next,     &[],                           Option(&A)),
    end("peek",     End::Peek,     &[],                           Option(&A)),
    end("position", End::Position, &[PREDICATE],                  Option(&Integer)),
    end("find",     End::Find,     &[PREDICATE],                  Option(&A)),
    end("find_map", End::FindMap,  &[Function(&[A], &Option(&B))], Option(&B)),
    end("unzip",    End::Unzip,    &[],                           Pair(&List(&Other), &List(&Other))),
    end("partition", End::Partition, &[PREDICATE],                Pair(&List(&A), &List(&A))),
    end("any",      End::Any,      &[PREDICATE],                  Truth),
    end("all",      End::All,      &[PREDICATE],                  Truth),
    end("min_by",   End::MinBy,    &[COMPARISON],                 Option(&A)),
    end("max_by",   End::MaxBy,    &[COMPARISON],                 Option(&A)),

    // What is asked of a list.
    part("len",         Part::Length,     &[],                   Integer),
    part("is_empty",    Part::IsEmpty,    &[],                   Truth),
    part("clone",       Part::Same,       &[],                   List(&A)),
    part("to_owned",    Part::Same,       &[],                   List(&A)),
    part("as_slice",    Part::Same,       &[],                   List(&A)),
    part("as_mut_slice", Part::Same,      &[],                   List(&A)),
    part("as_ref",      Part::Same,       &[],                   List(&A)),
    part("borrow",      Part::Same,       &[],                   List(&A)),
    part("to_vec",      Part::Vector,     &[],                   List(&A)),
    part("first",       Part::First,      &[],                   Option(&A)),
    part("last",        Part::Last,       &[],                   Option(&A)),
    part("get",         Part::Get,        &[Integer],            Option(&A)),
    part("first_mut",   Part::First,      &[],                   Option(&A)),
    part("last_mut",    Part::Last,       &[],                   Option(&A)),
    part("get_mut",     Part::Get,        &[Integer],            Option(&A)),
    part("split_at",    Part::SplitAt,    &[Integer],            PAIR),
    part("split_at_mut", Part::SplitAt,   &[Integer],            PAIR),
    part("split_first_mut", Part::SplitFirst, &[],               Option(&Pair(&A, &List(&A)))),
    part("split_last_mut",  Part::SplitLast,  &[],               Option(&Pair(&A, &List(&A)))),
    part("split_first", Part::SplitFirst, &[],                   Option(&Pair(&A, &List(&A)))),
    part("split_last",  Part::SplitLast,  &[],                   Option(&Pair(&A, &List(&A)))),
    part("map",         Part::Map,        &[Function(&[A], &B)], List(&B)),

    part("concat",      Part::Concat,     &[],                   Other),

    // What queues call so.
    change("push_back",         Change::Push,      &[A],         Other),
    change("push_front",        Change::PushFront, &[A],         Other),
    change("pop_back",          Change::Pop,       &[],          Option(&A)),
    change("pop_front",         Change::PopFront,  &[],          Option(&A)),
    part("front",       Part::First,      &[],                   Option(&A)),
    part("back",        Part::Last,       &[],                   Option(&A)),
    part("front_mut",   Part::First,      &[],                   Option(&A)),
    part("back_mut",    Part::Last,       &[],                   Option(&A)),

    // What is done to a list.
    change("push",              Change::Push,     &[A],          Other),
    change("pop",               Change::Pop,      &[],           Option(&A)),
    change("insert",            Change::Insert,   &[Integer, A], Other),
    change("remove",            Change::Remove,   &[Integer],    A),
    change("truncate",          Change::Truncate, &[Integer],    Other),
    change("resize",            Change::Resize,   &[Integer, A], Other),
    change("append",            Change::Append,   &[List(&A)],   Other),
    change("clear",             Change::Clear,    &[],           Other),
    change("extend",            Change::Extend,   &[Items(&A)],  Other),
    change("extend_from_slice", Change::Extend,   &[List(&A)],   Other),
    change("swap",              Change::Swap,     &[Integer, Integer], Other),
    change("fill",              Change::Fill,     &[A],          Other),
    change("reverse",           Change::Reverse,  &[],           Other),
    change("rotate_left",       Change::RotateLeft,  &[Integer], Other),
    change("rotate_right",      Change::RotateRight, &[Integer], Other),
    change("sort_by",           Change::Sort,     &[COMPARISON], Other),
    change("sort_unstable_by",  Change::SortUnstable, &[COMPARISON], Other),
    change("sort_unstable_by_key", Change::SortUnstableByKey, &[Function(&[A], &Other)], Other),
    change("select_nth_unstable_by", Change::Select, &[Integer, COMPARISON], Triple(&List(&A), &A, &List(&A))),
    change("sort_by_key",       Change::SortByKey, &[Function(&[A], &Other)], Other),
    change("sort_by_cached_key", Change::SortByKey, &[Function(&[A], &Other)], Other),
    change("copy_within",       Change::CopyWithin, &[Other, Integer], Other),
    change("copy_from_slice",   Change::Copy,     &[List(&A)],   Other),
    change("clone_from_slice",  Change::Copy,     &[List(&A)],   Other),
    change("retain",            Change::Retain,   &[PREDICATE],  Other),
    change("swap_remove",       Change::SwapRemove, &[Integer],  A),
    change("split_off",         Change::SplitOff, &[Integer],    List(&A)),
    change("drain",             Change::Drain,    &[Other],      Iterator(&A)),
    change("swap_with_slice",   Change::SwapWith, &[List(&A)],   Other),

    // What is made of an option.
    optional("unwrap",         Optional::Unwrap,       &[],                   A),
    optional("expect",         Optional::Unwrap,       &[Other],              A),
    optional("unwrap_or",      Optional::UnwrapOr,     &[A],                  A),
    optional("unwrap_or_else", Optional::UnwrapOrElse, &[Function(&[], &A)],  A),
    optional("unwrap_or_default", Optional::UnwrapOrDefault, &[],              A),
    optional("map_or",         Optional::MapOr,        &[B, Function(&[A], &B)], B),
    optional("map_or_else",    Optional::MapOrElse,    &[Function(&[], &B), Function(&[A], &B)], B),
    optional("and_then",       Optional::AndThen,      &[Function(&[A], &Option(&B))], Option(&B)),
    optional("or",             Optional::Or,           &[Option(&A)],         Option(&A)),
    optional("or_else",        Optional::OrElse,       &[Function(&[], &Option(&A))], Option(&A)),
    optional("filter",         Optional::Filter,       &[PREDICATE],          Option(&A)),
    optional("take",           Optional::Take,         &[],                   Option(&A)),
    optional("replace",        Optional::Replace,      &[A],                  Option(&A)),
    optional("get_or_insert",  Optional::GetOrInsert,  &[A],                  A),
    optional("get_or_insert_with", Optional::GetOrInsert, &[Function(&[], &A)], A),
    optional("is_some_and",    Optional::IsSomeAnd,    &[PREDICATE],          Truth),
    optional("is_none_or",     Optional::IsNoneOr,     &[PREDICATE],          Truth),
    optional("is_ok_and",      Optional::IsSomeAnd,    &[PREDICATE],          Truth),
    optional("copied",         Optional::Same,         &[],                   Option(&A)),
    optional("cloned",         Optional::Same,         &[],                   Option(&A)),
    optional("as_ref",         Optional::Lent,         &[],                   Option(&A)),
    optional("as_mut",         Optional::Lent,         &[],                   Option(&A)),
    optional("zip",            Optional::Zip,          &[Option(&B)],         Option(&Pair(&A, &B))),
    optional("map",            Optional::Map,          &[Function(&[A], &B)], Option(&B)),
    optional("ok",             Optional::Same,         &[],                   Option(&A)),
    optional("ok_or",          Optional::Same,         &[Other],              Option(&A)),
    optional("ok_or_else",     Optional::Same,         &[Other],              Option(&A)),
    optional("map_err",        Optional::Same,         &[Other],              Option(&A)),
    optional("is_ok",          Optional::IsSome,       &[],                   Truth),
    optional("is_err",         Optional::IsNone,       &[],                   Truth),
    optional("is_some",        Optional::IsSome,       &[],                   Truth),
    optional("is_none",        Optional::IsNone,       &[],                   Truth),
];

/// Other methods that change nothing, whatever has them; those of numbers are in the table of functions.
const PURE: &[&str] = &[
    "abs_diff",
    "checked_add",
    "checked_sub",
    "cmp",
    "contains",
    "count_ones",
    "count_zeros",
    "div_ceil",
    "div_euclid",
    "eq",
    "ilog2",
    "ilog10",
    "into",
    "is_eq",
    "is_ge",
    "is_gt",
    "is_le",
    "is_lt",
    "is_ne",
    "is_power_of_two",
    "isqrt",
    "iter",
    "leading_zeros",
    "lt",
    "max_by_key",
    "min_by_key",
    "ne",
    "next_power_of_two",
    "partial_cmp",
    "pow",
    "rem_euclid",
    "saturating_add",
    "saturating_mul",
    "saturating_sub",
    "total_cmp",
    "trailing_zeros",
    "unsigned_abs",
    "wrapping_add",
    "wrapping_mul",
    "wrapping_neg",
    "wrapping_sub",
];

/// Whether a method with so many arguments changes what has it; nothing, if nobody knows.
pub(crate) fn changes(name: &str, arguments: usize) -> std::option::Option<bool> {
    let mut rows = rows(name).filter(|row| row.arguments.len() == arguments).peekable();
    if rows.peek().is_some() {
        let changes = |row: &Method| {
            matches!(
                row.meaning,
                Meaning::Change(_)
                    | Meaning::Adapter(Adapter::MutableElements)
                    | Meaning::End(End::Next | End::Nth)
            )
        };
        return Some(rows.any(changes) || name == "by_ref" || lends(name));
    }
    (PURE.contains(&name) || crate::elementary::Function::method(name).is_some()).then_some(false)
}

/// Whether queues alone have a method.
pub(crate) fn is_of_queues(name: &str) -> bool {
    let own = ["push_back", "push_front", "pop_back", "pop_front", "front", "back", "front_mut", "back_mut"];
    own.contains(&name)
}

/// Whether a method compares numbers.
pub(crate) fn compares(name: &str) -> bool {
    ["partial_cmp", "total_cmp"].contains(&name)
}

/// Whether a method may leave something else in what has it: an option's, by its arguments.
pub(crate) fn takes(name: &str, arguments: usize) -> bool {
    matches!((name, arguments), ("take", 0) | ("replace" | "get_or_insert" | "get_or_insert_with", 1))
}

/// Whether what a method of a list gives may be changed, and the list with it.
pub(crate) fn lends(name: &str) -> bool {
    name.ends_with("_mut") || name == "as_mut_slice"
}

/// Whether options and results have a method of that name, and whether nothing else has.
pub(crate) fn of_options(name: &str) -> (bool, bool) {
    let of_option = |row: &&Method| matches!(row.receiver, Shape::Option(_));
    let count = rows(name).filter(of_option).count();
    (count > 0, count > 0 && count == rows(name).count())
}

/// The rows of that name.
pub(crate) fn rows(name: &str) -> impl std::iter::Iterator<Item = &'static Method> {
    TABLE.iter().filter(move |row| row.name == name)
}

/// Every name, for suggestions.
pub(crate) fn names() -> impl std::iter::Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.name)
}

/// Methods of lists that give a place in them.
pub(crate) fn finds_place(method: &str) -> bool {
    ["partition_point", "binary_search_by", "binary_search_by_key"].contains(&method)
}

/// Functions of a float type that give the number that they are given, of this type.
pub(crate) fn is_conversion(function: &str) -> bool {
    ["from", "from_f64", "of"].contains(&function)
}

/// Methods of a number that give the number itself: of another type, or out of the option that a conversion gives.
pub(crate) fn keeps_number(method: &str) -> bool {
    ["into", "to_f64", "unwrap", "expect"].contains(&method)
}
