//! Places: variables, their fields and elements, storage.

use super::types::{Int, Ty};
use super::{Generator, KNOWN, Kind, Want};

/// A place that can be named now, up to its index expressions.
pub struct Place {
    /// Index of its variable.
    pub root: usize,
    steps: Vec<Step>,
    pub ty: Ty,
}

#[derive(Clone)]
enum Step {
    Field(String),
    Element(usize),
    Key(Ty),
}

/// Most places that are looked at.
const MAX_PLACES: usize = 200;
/// Fields and elements inward from a variable.
const MAX_STEPS: usize = 3;

impl Place {
    /// The variable itself.
    pub fn whole(root: usize, ty: &Ty) -> Self {
        Self {
            root,
            steps: Vec::new(),
            ty: ty.clone(),
        }
    }

    /// Whether it is a variable, not a part of one.
    pub fn is_whole(&self) -> bool {
        self.steps.is_empty()
    }
}

impl Generator {
    /// All places that fit, `mutable` ones only where that is set.
    pub fn places(&self, mutable: bool, fits: &dyn Fn(&Ty) -> bool) -> Vec<Place> {
        let mut found = Vec::new();
        for (root, var) in self.body.vars.iter().enumerate() {
            // An element goes with the variable that holds it.
            let holder = var.holder.and_then(|holder| self.body.vars.get(holder));
            let shadowed = self.body.vars.iter().skip(root + 1).any(|later| {
                later.name == var.name || holder.is_some_and(|holder| later.name == holder.name)
            });
            let hidden = |at: usize| self.body.vars[at].hidden > 0;
            if shadowed || hidden(root) || var.holder.is_some_and(hidden) || mutable && !var.mutable {
                continue;
            }
            self.below(Place::whole(root, &var.ty), mutable, fits, &mut found);
        }
        found
    }

    fn below(&self, place: Place, mutable: bool, fits: &dyn Fn(&Ty) -> bool, found: &mut Vec<Place>) {
        if found.len() >= MAX_PLACES {
            return;
        }
        let var = &self.body.vars[place.root];
        let pinned = mutable && var.pinned > 0;
        let mut next: Vec<(Step, Ty)> = Vec::new();
        if place.steps.len() < MAX_STEPS {
            match &place.ty {
                Ty::Struct(id, args) => {
                    let fields = self.types.fields(*id, args);
                    next.extend(fields.into_iter().map(|(name, ty)| (Step::Field(name), ty)));
                }
                Ty::Tuple(types) => {
                    let fields = types.iter().enumerate();
                    next.extend(fields.map(|(at, ty)| (Step::Field(at.to_string()), ty.clone())));
                }
                Ty::Array(inner, count) => next.push((Step::Element(*count), (**inner).clone())),
                Ty::Map(key, value) if self.types.has_default(value) => {
                    next.push((Step::Key((**key).clone()), (**value).clone()));
                }
                _ => {}
            }
        }
        for (step, ty) in next {
            let mut steps = place.steps.clone();
            steps.push(step);
            let inner = Place {
                root: place.root,
                steps,
                ty,
            };
            self.below(inner, mutable, fits, found);
        }
        // A storage map is no value (DECISION T8).
        let readable = var.kind != Kind::Storage || !self.types.has_map(&place.ty);
        if !pinned && readable && fits(&place.ty) {
            found.push(place);
        }
    }

    /// The place as an expression.
    pub fn place_text(&mut self, place: &Place) -> String {
        let mut text = self.body.vars[place.root].name.clone();
        for step in &place.steps {
            match step {
                Step::Field(name) => text = format!("{text}.{name}"),
                Step::Element(count) => {
                    let index = if self.body.indexing > 0 || self.one_in(2) {
                        self.random.below(*count).to_string()
                    } else {
                        let int = Int::index(&mut self.random);
                        self.body.indexing += 1;
                        let index = self.expression(&Ty::Int(int), 1, KNOWN);
                        self.body.indexing -= 1;
                        format!("({index}) % {count}{}", int.name())
                    };
                    text = format!("{text}[{index}]");
                }
                Step::Key(key) => {
                    self.body.indexing += 1;
                    let key = self.expression(key, 1, super::SEEN);
                    self.body.indexing -= 1;
                    text = format!("{text}[{key}]");
                }
            }
        }
        text
    }

    /// The value of some place of the type, moved or copied as the surroundings need.
    pub fn read(&mut self, ty: &Ty, want: Want) -> Option<String> {
        let mut found = self.places(false, &|other| other == ty);
        let place = found.swap_remove(self.random.below(found.len()).min(found.len().checked_sub(1)?));
        Some(self.use_of(&place, want))
    }

    /// Reads that place.
    pub fn use_of(&mut self, place: &Place, want: Want) -> String {
        let text = self.place_text(place);
        if !want.kept || self.types.is_copy(&place.ty) {
            return text;
        }
        let whole = place.steps.is_empty();
        let var = &self.body.vars[place.root];
        // An index may be in range only as long as its variable is there; a loop's next round needs it again.
        let movable = whole
            && var.kind == Kind::Owned
            && var.pinned == 0
            && self.body.guards == 0
            && self.body.indexing == 0
            && var.loops == self.body.loops.len()
            && !var.name.contains('[');
        if movable && self.one_in(3) {
            self.body.vars[place.root].hidden += 1;
            return text;
        }
        format!("{text}.clone()")
    }

    /// A mutable place that fits, and its text. The variable counts as in use until [`Self::release`]. None in storage:
    /// the function that is called may reach that by itself, and it must not be lent to it then.
    pub fn take_place(&mut self, fits: &dyn Fn(&Ty) -> bool) -> Option<(Place, String)> {
        let mut found = self.places(true, fits);
        let stored = |at: usize| {
            self.body
                .vars
                .get(at)
                .is_some_and(|var| var.kind == Kind::Storage)
        };
        found.retain(|place| {
            let holder = self.body.vars.get(place.root).and_then(|var| var.holder);
            !stored(place.root) && !holder.is_some_and(stored)
        });
        let last = found.len().checked_sub(1)?;
        let place = found.swap_remove(self.random.below(found.len()).min(last));
        let text = self.place_text(&place);
        self.take(&place);
        Some((place, text))
    }

    /// The variable is in use until [`Self::release`].
    pub fn take(&mut self, place: &Place) {
        self.hold(place.root, true);
    }

    /// The place may be named again.
    pub fn release(&mut self, place: &Place) {
        self.hold(place.root, false);
    }

    /// A loop over it forbids changes of a variable and its elements (DECISION D9); gives what is to be mutable
    /// again afterwards.
    pub fn freeze(&mut self, root: usize) -> Vec<usize> {
        let top = self
            .body
            .vars
            .get(root)
            .and_then(|var| var.holder)
            .unwrap_or(root);
        let mut frozen = Vec::new();
        for (at, var) in self.body.vars.iter_mut().enumerate() {
            if (at == top || var.holder == Some(top)) && var.mutable {
                var.mutable = false;
                frozen.push(at);
            }
        }
        frozen
    }

    fn hold(&mut self, root: usize, on: bool) {
        let holder = self.body.vars.get(root).and_then(|var| var.holder);
        for at in [Some(root), holder].into_iter().flatten() {
            if let Some(var) = self.body.vars.get_mut(at) {
                var.hidden = if on {
                    var.hidden + 1
                } else {
                    var.hidden.saturating_sub(1)
                };
            }
        }
    }
}
