//! Prints what is emitted for the functions of a file, or for one of them:
//! `EXPAND=path ONLY=name cargo test -p chainrule-macros print -- --ignored --nocapture`.

use quote::quote;

#[test]
#[ignore = "a tool, not a test"]
fn print() {
    let path = std::env::var("EXPAND").expect("`EXPAND` is the path of a file");
    let only = std::env::var("ONLY").ok();
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let file: syn::File = syn::parse_str(&text).expect("the file is Rust");
    for item in file.items {
        let syn::Item::Fn(mut function) = item else { continue };
        if only.as_ref().is_some_and(|only| function.sig.ident != only) {
            continue;
        }
        let Some(attribute) =
            function.attrs.iter().position(|attribute| attribute.path().is_ident("differentiate"))
        else {
            continue;
        };
        let attribute = function.attrs.remove(attribute);
        let options = match attribute.meta {
            syn::Meta::List(list) => list.tokens,
            _ => quote!(),
        };
        let emitted = crate::expand::expand(options, quote!(#function));
        match syn::parse2(emitted.clone()) {
            Ok(file) => println!("{}", prettyplease::unparse(&file)),
            Err(error) => println!("{error}\n{emitted}"),
        }
    }
}
