"""Every label belongs to a field that is there, and every form can be read aloud."""

from collections.abc import Iterator

import pytest

from ropabook.forms import labels, register_labels
from ropabook.forms.fields import fields_of
from ropabook.model.facts import Noun
from ropabook.model.kinds import KINDS

TABLES = {**labels._LABELS, **register_labels.REGISTER_LABELS, **register_labels.EVERYWHERE}


def nouns(noun: type[Noun] = Noun) -> Iterator[type[Noun]]:
    for each in noun.__subclasses__():
        yield each
        yield from nouns(each)


@pytest.mark.parametrize("name", TABLES)
def test_a_label_names_a_field_of_the_model(name) -> None:
    [noun] = {each for each in nouns() if each.__name__ == name}
    assert TABLES[name].keys() - noun.model_fields.keys() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_fields_of_a_form_are_called_the_same(kind) -> None:
    found = [field.label for field in fields_of(KINDS[kind])]
    assert sorted(found) == sorted(set(found))
