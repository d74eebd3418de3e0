//! The `salesrec` program.
fn main() {}
