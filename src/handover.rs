//! Handing clients over: which facts a successor needs, and the papers that hold them.

pub mod bundle;
