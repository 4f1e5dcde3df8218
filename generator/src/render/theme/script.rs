//! Scripts as they are published: what only their authors read is left out, as from style sheets.

/// A script without the lines that are comments, indentation and empty lines. It stays as it is where a line may be part
/// of something longer: of a text over several lines, or of a comment that ends on it.
pub(super) fn without_comments(script: &str) -> String {
    let code = || script.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let has_long_text = code().any(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\'));
    if has_long_text || script.contains("*/") {
        return script.to_owned();
    }
    code().filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_comments_are_left_out() {
        let script = "// Why.\n  call(); // Here.\n\n  // And\n  `//`;\n";
        assert_eq!(without_comments(script), "call(); // Here.\n`//`;\n");
    }

    #[test]
    fn what_may_be_part_of_a_text_stays() {
        for script in ["`\n// a text\n`;\n", "/*\n// */ call();\n", "call('a\\\n// b');\n"] {
            assert_eq!(without_comments(script), script);
        }
    }
}
