//! The memory of tapes, from one call to the next: each thread keeps what its largest calls needed, until it is told to let go.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// What memory is kept for from one call to the next.
pub trait Kept: Copy + Default + 'static {
    /// Memory that somebody had before, with whatever is in it.
    #[cfg(feature = "alloc")]
    #[must_use]
    fn take_memory() -> Vec<Self>;

    /// Keeps memory for the next one who needs some.
    #[cfg(feature = "alloc")]
    fn give_memory_back(memory: Vec<Self>);

    /// Lets go of what this thread keeps.
    #[cfg(feature = "std")]
    fn release();
}

/// Lets go of the memory that this thread keeps for gradients.
///
/// A gradient of a function with loops keeps values on the way forth for the way back. Their memory is used again by the next gradient
/// that the same thread computes, of any function, and so a call allocates only where none before it needed as much: a thread keeps at
/// most as much as its largest gradient had in use at one time, for each type of what is kept. It is let go when the thread ends,
/// or here.
///
/// ```
/// use chainrule::{differentiate, release_memory};
///
/// #[differentiate]
/// fn product(x: &[f64]) -> f64 {
///     let mut product = 1.0;
///     for v in x {
///         product *= *v;
///     }
///     product
/// }
///
/// let gradient = product::gradient(&vec![1.0; 1_000_000]); // keeps 8 MB
/// release_memory();
/// # assert_eq!(gradient[0], 1.0);
/// ```
#[cfg(feature = "std")]
pub fn release_memory() {
    f32::release();
    f64::release();
    bool::release();
    crate::tapes::release();
}

macro_rules! kept {
    ($($type:ident in $memory:ident,)*) => {$(
        impl Kept for $type {
            #[cfg(feature = "std")]
            fn take_memory() -> Vec<Self> {
                $memory.with(|all| all.borrow_mut().pop().unwrap_or_default())
            }

            #[cfg(feature = "std")]
            fn give_memory_back(memory: Vec<Self>) {
                // Where the thread is coming to its end already, the memory is let go.
                let _ = $memory.try_with(|all| all.borrow_mut().push(memory));
            }

            #[cfg(feature = "std")]
            fn release() {
                $memory.with(|all| *all.borrow_mut() = Vec::new());
            }

            #[cfg(all(feature = "alloc", not(feature = "std")))]
            fn take_memory() -> Vec<Self> {
                Vec::new()
            }

            #[cfg(all(feature = "alloc", not(feature = "std")))]
            fn give_memory_back(_: Vec<Self>) {}
        }

        #[cfg(feature = "std")]
        std::thread_local! {
            static $memory: core::cell::RefCell<Vec<Vec<$type>>> = const { core::cell::RefCell::new(Vec::new()) };
        }
    )*};
}

kept! { f32 in MEMORY_OF_F32, f64 in MEMORY_OF_F64, bool in MEMORY_OF_BOOL, }
