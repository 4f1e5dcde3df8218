//! The cells of a table: the headers of its columns or rows, and where their texts stand. A class says that: the pages allow
//! no styles in attributes.

use pulldown_cmark::Alignment;

/// The table that is being rendered.
#[derive(Default)]
pub(super) struct Cells {
    columns: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
    is_head: bool,
    /// Whether the corner is empty: then the first cell of each row says what the row is about.
    has_row_headers: bool,
    /// The element of the cell that has begun.
    element: &'static str,
}

impl Cells {
    pub(super) fn of(columns: &[Alignment]) -> Self {
        Self { columns: columns.to_vec(), ..Self::default() }
    }

    /// A row begins; that of the headers if `is_head`.
    pub(super) fn begin_row(&mut self, is_head: bool) {
        (self.column, self.is_head) = (0, is_head);
    }

    /// The beginning of the next cell. What is empty is no header.
    pub(super) fn start(&mut self, is_empty: bool) -> String {
        if self.is_head && self.column == 0 {
            self.has_row_headers = is_empty;
        }
        let is_row_header = self.has_row_headers && self.column == 0;
        let scope = match (is_empty, self.is_head, is_row_header) {
            (false, true, _) => " scope=\"col\"",
            (false, false, true) => " scope=\"row\"",
            _ => "",
        };
        self.element = if scope.is_empty() { "td" } else { "th" };
        let place = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        format!("<{}{scope}{place}>", self.element)
    }

    /// The end of that cell.
    pub(super) fn end(&mut self) -> String {
        self.column += 1;
        format!("</{}>", self.element)
    }
}
