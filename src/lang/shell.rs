//! Words as they are typed into a shell: for the commands that messages name.

/// A word, in single quotes where a shell would take it for something else.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '+' | '/');
    if !word.is_empty() && word.chars().all(plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_mistake_is_quoted() {
        assert_eq!(quoted("星河包装有限公司_20260512"), "星河包装有限公司_20260512");
        assert_eq!(quoted("Moss & Thorne"), "'Moss & Thorne'");
        assert_eq!(quoted("Ruth's"), r"'Ruth'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
