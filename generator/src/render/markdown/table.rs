//! The cells of a table: the headers of its columns, and where their texts stand. A class says that: the pages allow no
//! styles in attributes.

use pulldown_cmark::Alignment;

/// The table that is being rendered.
#[derive(Default)]
pub(super) struct Cells {
    columns: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
    is_head: bool,
}

impl Cells {
    pub(super) fn of(columns: &[Alignment]) -> Self {
        Self { columns: columns.to_vec(), column: 0, is_head: false }
    }

    /// A row begins; that of the headers if `is_head`.
    pub(super) fn begin_row(&mut self, is_head: bool) {
        (self.column, self.is_head) = (0, is_head);
    }

    /// The beginning of the next cell.
    pub(super) fn start(&self) -> String {
        let place = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        if self.is_head { format!("<th scope=\"col\"{place}>") } else { format!("<td{place}>") }
    }

    /// The end of that cell.
    pub(super) fn end(&mut self) -> &'static str {
        self.column += 1;
        if self.is_head { "</th>" } else { "</td>" }
    }
}
