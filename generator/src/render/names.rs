//! What templates are given, by name: a theme may use nothing else.

/// The names of all variables and attributes that templates are given: those of the views, of the layout, and of the
/// function's pages (`submit-fn/src/page.rs`, `shared/form.rs`). A test holds them to what is rendered.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    // The layout, and what every page says of itself.
    "assets", "base_url", "breadcrumb", "contact", "css", "description", "disclaimer", "en", "footer", "form_js", "fr",
    "heading", "home", "icon", "indexed", "issued", "js", "key", "kind", "label", "lang", "lang_button", "lang_url", "locale", "menu",
    "modified", "name", "other", "page", "plurals", "days_left", "found", "hours_left", "minutes_left", "open", "opportunities", "results", "words_left", "words_over", "preview", "section", "short", "site", "structured", "t", "title", "url",
    // The pages in both languages, and lists.
    "archive", "cards", "contents", "count_text", "counts_text", "follows_gap", "groups", "how", "id", "intro",
    "feeds", "follow", "is_current", "items", "lead", "media_type", "more", "news", "next", "none_text", "note", "numbers",
    "pagination", "previous", "related", "rows", "site_en", "site_fr", "text",
    // Searching and filtering.
    "departments", "directory", "filters", "find_js", "kinds", "lists", "parts", "search", "statuses", "things", "words", "pages", "pages_heading",
    "all_departments", "days", "event", "events",
    // An opportunity.
    "acceptance", "amendments", "answer", "apply", "ask", "closed", "details", "form_url", "opens_later", "overdue", "phase", "answered", "approvals", "article", "calendar", "card", "changes", "closes", "closes_label",
    "code", "corrections", "criteria", "date", "department", "draft", "facts", "form", "group", "iso", "limit",
    "links", "now", "opens_iso", "outcome", "posted", "posted_label", "question", "questions", "reviews", "skills", "skills_more", "status",
    "summary", "supplier", "team", "term", "texts", "toc", "updated", "value", "was",
    // The form.
    "action", "autocomplete", "button", "change", "check", "checked", "described_by", "error", "errors", "hidden", "hint",
    "honeypot", "href", "legend", "limit_label", "link", "max_words", "method", "not_provided", "accepted", "notice", "notice_items",
    "optional_label", "options", "paragraphs", "privacy", "required", "required_label", "restored", "review", "submit",
    // Pictures.
    "alt", "cancelled", "height", "host", "lines", "picture", "size",
    // The function's pages.
    "address", "download", "downloads", "print", "receipts", "reference", "secret", "sent", "withdrawal", "written",
    "written_heading",
];
