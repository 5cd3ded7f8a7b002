//! From a log entry back to the event that the program emitted (DECISION C8).

use std::collections::HashMap;

use crate::decode::{decode, decode_args};
use crate::form::{has_payloads, is_fixed_bytes};
use crate::meta::EventMeta;
use crate::{BYTE_ELEMENT, Type, Value, keccak256};

/// The events of a program, by topic 0.
pub struct EventTable<'m> {
    by_topic: HashMap<[u8; 32], (&'m str, &'m EventMeta)>,
}

/// A decoded event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedEvent<'m> {
    /// Its name.
    pub name: &'m str,
    /// `Transfer(address,address,uint256)`.
    pub signature: &'m str,
    /// In order of declaration.
    pub arguments: Vec<EventArgument<'m>>,
}

/// One argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventArgument<'m> {
    /// The parameter's name.
    pub name: &'m str,
    /// Its type.
    pub ty: &'m Type,
    /// Whether it stands in a topic.
    pub indexed: bool,
    /// Its value; for what stands in a topic as a hash only that hash.
    pub value: Result<Value, [u8; 32]>,
}

impl<'m> EventTable<'m> {
    /// The events of `.meta`, which is untrusted. Those without types for all parameters are left out.
    #[must_use]
    pub fn new(events: &'m std::collections::BTreeMap<String, EventMeta>) -> Self {
        let known = events.iter().filter(|(_, event)| {
            event
                .parameters
                .iter()
                .all(|parameter| parameter.value_type.is_some())
        });
        Self {
            by_topic: known
                .map(|(signature, event)| (keccak256(signature.as_bytes()), (signature.as_str(), event)))
                .collect(),
        }
    }

    /// The event with these topics and data; nothing where no event of the program fits, or it is anonymous.
    #[must_use]
    pub fn decode(&self, topics: &[[u8; 32]], data: &[u8]) -> Option<DecodedEvent<'m>> {
        let (first, rest) = topics.split_first()?;
        let (signature, event) = *self.by_topic.get(first)?;
        let mut in_topics = rest.iter();
        let mut types = Vec::new();
        for parameter in event.parameters.iter().filter(|parameter| !parameter.indexed) {
            types.push(parameter.value_type.clone()?);
        }
        let mut in_data = decode_args(&types, data).ok()?.into_iter();
        let mut arguments = Vec::with_capacity(event.parameters.len());
        for parameter in &event.parameters {
            let ty = parameter.value_type.as_ref()?;
            let value = if parameter.indexed {
                let topic = in_topics.next()?;
                if is_word(ty) {
                    Ok(decode(ty, topic).ok()?)
                } else {
                    Err(*topic)
                }
            } else {
                Ok(in_data.next()?)
            };
            arguments.push(EventArgument {
                name: &parameter.name,
                ty,
                indexed: parameter.indexed,
                value,
            });
        }
        in_topics.next().is_none().then_some(DecodedEvent {
            name: &event.human_name,
            signature,
            arguments,
        })
    }
}

/// Whether a topic holds the value itself and not its hash.
fn is_word(ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::Int(_) | Type::Address | Type::Hash256 | Type::FixedBytes(_) => true,
        Type::Array(element, count) => is_fixed_bytes(element, *count),
        Type::Enum(ty) => !has_payloads(ty),
        Type::Struct(ty) => ty.name == BYTE_ELEMENT,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::collections::BTreeMap;

    use super::*;
    use crate::meta::EventParameterMeta;
    use crate::{IntType, abi_signature, abi_type, encode_args, indexed_topic, topic0};

    fn event(name: &str, params: &[(&str, Type, bool)]) -> BTreeMap<String, EventMeta> {
        let types: Vec<Type> = params.iter().map(|(_, ty, _)| ty.clone()).collect();
        let parameters = params.iter().map(|(name, ty, indexed)| EventParameterMeta {
            name: (*name).to_owned(),
            ty: abi_type(ty),
            internal_type: ty.to_string(),
            indexed: *indexed,
            value_type: Some(ty.clone()),
        });
        let event = EventMeta {
            signature_hash: String::new(),
            human_name: name.to_owned(),
            parameters: parameters.collect(),
        };
        BTreeMap::from([(abi_signature(name, &types), event)])
    }

    #[test]
    fn arguments_come_from_topics_and_data() {
        let amount = Type::Int(IntType::U256);
        let events = event(
            "Sent",
            &[
                ("note", Type::String, true),
                ("to", Type::Address, true),
                ("text", Type::String, false),
                ("amount", amount.clone(), false),
            ],
        );
        let table = EventTable::new(&events);
        let (signature, _) = events.iter().next().unwrap();
        let note = indexed_topic(&Type::String, &Value::string("n")).unwrap();
        let to = Value::Address([7; 20]);
        let topics = [
            topic0(signature),
            note,
            indexed_topic(&Type::Address, &to).unwrap(),
        ];
        let (text, paid) = (Value::string("hello"), Value::unsigned(IntType::U256, 5));
        let data = encode_args(&[(Type::String, text.clone()), (amount, paid.clone())]).unwrap();
        let decoded = table.decode(&topics, &data).unwrap();
        assert_eq!(
            (decoded.name, decoded.signature),
            ("Sent", "Sent(string,address,string,uint256)")
        );
        let values: Vec<_> = decoded
            .arguments
            .iter()
            .map(|one| (one.name, one.value.clone()))
            .collect();
        assert_eq!(
            values,
            [
                ("note", Err(note)),
                ("to", Ok(to)),
                ("text", Ok(text)),
                ("amount", Ok(paid))
            ]
        );
        // What does not fit is no event of this program.
        assert_eq!(table.decode(&topics[..2], &data), None);
        assert_eq!(
            table.decode(&[topics[0], topics[1], topics[2], note], &data),
            None
        );
        assert_eq!(table.decode(&topics, &data[..64]), None);
        assert_eq!(table.decode(&[[1; 32]], &[]), None);
        assert_eq!(table.decode(&[], &[]), None);
    }

    #[test]
    fn a_document_without_types_decodes_nothing() {
        let mut events = event("E", &[("a", Type::Bool, false)]);
        for event in events.values_mut() {
            event.parameters[0].value_type = None;
        }
        let topics = [topic0("E(bool)")];
        assert_eq!(EventTable::new(&events).decode(&topics, &[0; 32]), None);
    }
}
