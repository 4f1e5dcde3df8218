//! What a release says: the difference between what was known before it and what is known after it.

use serde_json::{Map, Value};

/// Keys that tell which one of several is meant. They stand even where they did not change.
const IDENTIFIERS: [&str; 2] = ["id", "awardID"];

/// Lists that the standard replaces as a whole (`wholeListMerge` of its schema).
const WHOLE_LISTS: [&str; 1] = ["additionalClassifications"];

/// What, merged into `before` by the rules of the standard, makes it `after`; `None` if they are equal.
///
/// Objects are merged key by key, and `null` removes a key. Lists of objects are merged by the ids of these, of which
/// none is ever removed; other lists and values are replaced.
pub(super) fn difference(before: &Value, after: &Value) -> Option<Value> {
    match (before, after) {
        _ if before == after => None,
        (Value::Object(before), Value::Object(after)) if before.get("id") == after.get("id") => {
            Some(Value::Object(changed_keys(before, after)))
        }
        // Nothing of what had another id belongs to it.
        _ => Some(after.clone()),
    }
}

fn changed_keys(before: &Map<String, Value>, after: &Map<String, Value>) -> Map<String, Value> {
    let new = after.iter().filter_map(|(key, value)| {
        let change = match before.get(key) {
            None => Some(value.clone()),
            Some(old) if old == value => None,
            Some(Value::Array(old)) if !WHOLE_LISTS.contains(&key.as_str()) => changed_items(old, value),
            Some(old) => difference(old, value),
        };
        let change = change.or_else(|| IDENTIFIERS.contains(&key.as_str()).then(|| value.clone()));
        Some((key.clone(), change?))
    });
    let removed = before.iter().filter(|(key, _)| !after.contains_key(*key));
    new.chain(removed.map(|(key, value)| (key.clone(), nothing_of(value)))).collect()
}

/// The items of a list that are new or different. A list of items without ids is replaced.
fn changed_items(before: &[Value], after: &Value) -> Option<Value> {
    let is_one_of_many = |item: &Value| item.get("id").is_some();
    let Some(after) = after.as_array().filter(|items| items.iter().all(is_one_of_many)) else {
        return Some(after.clone());
    };
    let changed = after.iter().filter_map(|item| match before.iter().find(|old| old.get("id") == item.get("id")) {
        Some(old) => difference(old, item),
        None => Some(item.clone()),
    });
    Some(Value::Array(changed.collect()))
}

/// What removes a value. An object stays one, by the schema: what it holds is removed.
fn nothing_of(value: &Value) -> Value {
    match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), nothing_of(value))).collect(),
        _ => Value::Null,
    }
}

/// A difference that repeats all of `after`, which it leads to.
pub(super) fn with_the_rest(difference: Value, after: &Value) -> Value {
    match (difference, after) {
        (Value::Object(mut difference), Value::Object(after)) => {
            for (key, value) in after {
                let change = difference.remove(key).unwrap_or_default();
                difference.insert(key.clone(), with_the_rest(change, value));
            }
            Value::Object(difference)
        }
        (Value::Array(changes), Value::Array(after)) => {
            let change = |item: &Value| changes.iter().find(|change| change.get("id") == item.get("id")).cloned();
            after.iter().map(|item| with_the_rest(change(item).unwrap_or_default(), item)).collect()
        }
        _ => after.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_did_not_change_is_not_repeated_but_for_its_identifier() {
        let before = json!({ "id": "a", "value": { "amount": 1, "currency": "CAD" }, "title": "A" });
        let after = json!({ "id": "a", "value": { "amount": 2, "currency": "CAD" }, "title": "A" });
        assert_eq!(difference(&before, &after), Some(json!({ "id": "a", "value": { "amount": 2 } })));
        assert_eq!(difference(&before, &before), None);
    }

    #[test]
    fn what_is_gone_is_null() {
        let before = json!({ "id": "a", "period": { "startDate": "x" }, "roles": ["buyer"] });
        let gone = json!({ "id": "a", "period": { "startDate": null }, "roles": null });
        assert_eq!(difference(&before, &json!({ "id": "a" })), Some(gone));
    }

    #[test]
    fn items_are_told_apart_by_their_ids() {
        let before = json!({ "list": [{ "id": "a", "n": 1 }, { "id": "b", "n": 1 }] });
        let after = json!({ "list": [{ "id": "a", "n": 1 }, { "id": "b", "n": 2 }, { "id": "c", "n": 1 }] });
        let expected = json!({ "list": [{ "id": "b", "n": 2 }, { "id": "c", "n": 1 }] });
        assert_eq!(difference(&before, &after), Some(expected));
    }

    #[test]
    fn what_is_gone_is_null_among_all_the_rest_too() {
        let before = json!({ "id": "a", "period": { "endDate": "x" }, "list": [{ "id": "b", "roles": [] }], "n": 1 });
        let after = json!({ "id": "a", "list": [{ "id": "b" }, { "id": "c" }], "n": 1 });
        let whole = with_the_rest(difference(&before, &after).unwrap(), &after);
        let list = json!([{ "id": "b", "roles": null }, { "id": "c" }]);
        assert_eq!(whole, json!({ "id": "a", "period": { "endDate": null }, "list": list, "n": 1 }));
    }

    #[test]
    fn what_takes_the_place_of_another_is_said_as_a_whole() {
        let (before, after) = (json!({ "id": "a", "name": "N" }), json!({ "id": "b", "name": "N" }));
        assert_eq!(difference(&before, &after), Some(after));
    }
}
