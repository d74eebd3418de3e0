use crate::support::Records;
