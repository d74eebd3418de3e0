#![doc = include_str!("../docs/architecture.md")]

// In layer order: each room may use those above it as docs/architecture.md draws the arrows.
pub mod lang;

pub mod clock;
pub mod error;

pub mod document;
pub mod record;
pub mod yaml;

pub mod config;
pub mod store;

pub mod lint;

pub mod handover;
pub mod review;

pub mod report;

pub mod ui;

pub mod cli;
pub mod commands;
