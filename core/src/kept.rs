//! The memory of tapes, from one call to the next.

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
