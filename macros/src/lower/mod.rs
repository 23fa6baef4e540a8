//! Lowering: from the typed tree of the user's function to the graph.
//!
//! No question of name, type or activity is left here. What depends on a differentiated parameter must be in the
//! language, or an error says so. What does not is a constant, and passes through as the user wrote it.

mod argument;
mod arithmetic;
mod assignment;
mod attempt;
mod branch;
mod call;
mod callable;
mod chosen;
mod chosen_constants;
mod closure;
mod condition;
mod constant;
mod constant_option;
mod copies;
mod counted;
mod counts;
mod cursor;
mod declared;
mod either;
mod exchange;
mod expression;
mod fields;
mod flat;
mod gathered;
mod generated;
mod indexed;
mod iterator;
mod labelled;
mod lent_choice;
mod lent_items;
mod lent_lines;
mod lent_parts;
mod lent_views;
mod list;
mod made;
mod matching;
mod matching_slices;
mod matrix;
mod matrix_changes;
mod matrix_elements;
mod matrix_lists;
mod matrix_made;
mod matrix_parts;
mod memory;
mod naming;
mod object;
mod optional;
mod random_access;
mod reduce;
mod repeat;
mod resizing;
mod returned;
mod room;
mod solved;
mod sort;
mod source;
mod statement;
mod struct_operators;
mod suggest;
mod taken;
mod turns;
mod unsupported;
mod value;
mod variables;
mod written;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ItemFn;

use crate::elementary::Kind;
use crate::errors::Errors;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::nesting::Nested;
use crate::options::Options;
use crate::region::{ArrayId, Place, RegionId, StatementId};
use crate::signature::Signature;
use crate::syntax::{Activity, Expr, LocalId, Tree, Type, Types};
use naming::Naming;
pub(crate) use naming::identifier;
use value::Value;
use variables::Variables;

/// A function in the form that the passes behind this one work on.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) graph: Graph,
    pub(crate) outputs: Vec<Id>,
    /// What is returned, where there are arrays in it.
    pub(crate) composite: Option<Vec<Output>>,
    /// The partial derivatives of an opaque function, one for each differentiated parameter.
    pub(crate) given: Option<Vec<Id>>,
    /// `const`, `use` and `fn` items of the body, which stand before the code of every derivative.
    pub(crate) items: Vec<TokenStream>,
    /// Names that the emitted code must not take.
    pub(crate) taken: HashSet<String>,
    /// Where mutable references go to functions by their names.
    pub(crate) by_name: Vec<Span>,
}

/// One of the values that a function returns.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    Number(Id),
    Array(ArrayId),
}

/// What the stages before this one found out about a function.
pub(crate) struct Front {
    pub(crate) tree: Tree,
    /// The partial derivatives that the option `derivative` gives, in the order in which it does.
    pub(crate) partials: Vec<Expr>,
    pub(crate) types: Types,
    pub(crate) activity: Activity,
}

/// Lowers the whole function; the errors say what could not be.
pub(crate) fn lower(
    function: &ItemFn,
    front: &Front,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Program> {
    let before = errors.count();
    let mut lowering = Lowering::new(function, front, nested, options, signature, errors);
    let (outputs, given) = match &options.derivative {
        Some((keyword, partials)) => {
            let given = lowering.given_partials(keyword, partials, &front.partials);
            (Some(vec![lowering.own_value(&function.sig.ident)]), given)
        }
        None => (lowering.body(), None),
    };
    let Lowering { graph, names, errors, returned, assured, .. } = lowering;
    if outputs.is_none() && errors.count() == before {
        errors.report(
            &function.sig.ident,
            format!("`{}` cannot be differentiated as it is written", function.sig.ident),
            "write it with plainer statements, and report what is missing",
        );
    }
    let (outputs, composite) = (outputs.unwrap_or_default(), returned.composite);
    let items = front.tree.items.iter().chain(&assured).cloned().collect();
    (errors.count() == before).then_some(Program {
        graph,
        outputs,
        composite,
        given,
        items,
        taken: names.taken,
        by_name: front.tree.by_name.clone(),
    })
}

/// What is known of the function as a whole.
struct Context<'t> {
    signature: &'t Signature,
    second_order: bool,
    /// The path of the crate.
    krate: TokenStream,
    /// Whether it is a `const fn`.
    is_constant: bool,
}

/// How the code that is being lowered is reached, and what it leaves.
struct Flow {
    /// The condition on which it runs, within branches.
    path: Option<Id>,
    /// What was returned early, and on which condition.
    early: Vec<(Option<Id>, Vec<Id>)>,
    /// Where the branch or the loop begins that is being lowered.
    keyword: Span,
    /// The loops around it.
    loops: Vec<repeat::LoopContext>,
    /// The closures that are being called: in each, whether it was left, and with what.
    calls: Vec<closure::CallContext>,
    /// The branch whose results are being joined, if it is a statement.
    joining: Option<StatementId>,
    /// Whether the next branch is a statement in any case.
    as_statement: bool,
    /// Whether the code behind is out of reach, because all has been left.
    left: bool,
    /// The loops over iterators that end early, by their depth.
    stops: Vec<usize>,
    /// Whether there is what a pattern takes apart, if that is not certain.
    present: Option<Id>,
    /// Whether a loop goes through lines that may be changed, and gives them back.
    lends_lines: bool,
    /// Whether what lends a part is looked at, and not changed.
    lends_part: bool,
    /// The numbers of the lines that were gone to last.
    lines: Vec<Id>,
}

struct Lowering<'t, 'e> {
    graph: Graph,
    tree: &'t Tree,
    types: &'t Types,
    activity: &'t Activity,
    context: Context<'t>,
    variables: Variables<'t>,
    flow: Flow,
    names: Naming,
    returned: returned::Returned,
    /// What rustc is to see to, in items.
    assured: Vec<TokenStream>,
    /// The matrices that are decomposed, and where.
    decomposed: HashMap<(Place, RegionId), Place>,
    errors: &'e mut Errors,
}

impl<'t, 'e> Lowering<'t, 'e> {
    fn new(
        function: &ItemFn,
        front: &'t Front,
        nested: &Nested,
        options: &Options,
        signature: &'t Signature,
        errors: &'e mut Errors,
    ) -> Self {
        let kinds = signature.parameters.iter().map(|parameter| (parameter.kind, parameter.differentiated));
        let context = Context {
            signature,
            second_order: options.second_order,
            krate: crate::options::crate_path(options),
            is_constant: function.sig.constness.is_some(),
        };
        let flow = Flow {
            path: None,
            early: Vec::new(),
            keyword: Span::call_site(),
            loops: Vec::new(),
            calls: Vec::new(),
            joining: None,
            as_statement: false,
            left: false,
            stops: Vec::new(),
            present: None,
            lends_lines: false,
            lends_part: false,
            lines: Vec::new(),
        };
        let mut lowering = Lowering {
            graph: Graph::new(kinds.collect(), signature.float),
            tree: &front.tree,
            types: &front.types,
            activity: &front.activity,
            context,
            variables: Variables::new(&front.tree),
            flow,
            names: Naming::new(function, nested, &front.tree),
            returned: returned::Returned::default(),
            assured: Vec::new(),
            decomposed: HashMap::default(),
            errors,
        };
        lowering.graph.generic = signature.is_generic_over_floats();
        lowering.graph.is_constant = function.sig.constness.is_some();
        lowering.graph.structure.flat =
            signature.is_flat() && flat::is_flat(&front.tree, &front.types, signature);
        for (position, &local) in front.tree.parameters.iter().enumerate() {
            let parameter = &signature.parameters[position];
            if parameter.rank > 0 && parameter.differentiated {
                lowering.bind_parameter(local, position);
                continue;
            }
            let id = lowering.graph.make(Node::Parameter(position));
            if parameter.mutable
                && !lowering.is_flat()
                && let Some(place) = lowering.changing_parameter(local, &parameter.name, id)
            {
                lowering.declare(local, Value::Array(place));
                continue;
            }
            let behind = parameter.reference && parameter.rank == 0 && parameter.kind == Kind::Real;
            lowering.declare(local, if behind { Value::Borrowed(id) } else { Value::Number(id) });
        }
        lowering
    }

    /// Whether there are only expressions, so that nothing is in memory.
    fn is_flat(&self) -> bool {
        self.graph.structure.flat
    }

    fn quoted(&self, expr: &Expr) -> String {
        self.tree.quoted(expr)
    }

    fn type_of(&self, expr: &Expr) -> &'t Type {
        self.types.get(expr.ty)
    }

    /// Whether an expression can stand elsewhere as it is: it depends on no differentiated parameter, and does nothing
    /// but to have a value.
    fn is_constant(&self, expr: &Expr) -> bool {
        !expr.varies.get() && expr.effects.is_pure() && !self.is_composite(expr)
    }

    /// Lets rustc see to something, in an item.
    fn require(&mut self, check: TokenStream) {
        if !self.assured.iter().any(|other| other.to_string() == check.to_string()) {
            self.assured.push(check);
        }
    }

    /// The name that a variable has in the source.
    fn name_of(&self, local: LocalId) -> Ident {
        self.tree.local(local).name.clone()
    }
}

/// The sort of number that a type is.
fn kind_of(known: &Type) -> Kind {
    match known {
        Type::Real => Kind::Real,
        Type::Integer => Kind::Integer,
        Type::Truth => Kind::Boolean,
        _ => Kind::Unknown,
    }
}
