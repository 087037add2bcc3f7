from __future__ import annotations

import pytest
from tornado.web import HTTPError

from atoll_hub.profiles import Profiles
from atoll_hub.settings import ConfigurationError

ENTRIES = [
    {"display_name": "Small"},
    {"display_name": "Large & <b>loud</b>", "slug": "large", "default": True, "description": "\"more\""},
]


def test_without_a_choice_the_default_is_taken() -> None:
    assert Profiles.from_values(ENTRIES).chosen({}).slug == "large"
    assert Profiles.from_values(ENTRIES[:1]).chosen({}).slug == "small"
    assert Profiles.from_values([]).chosen({}) is None


@pytest.mark.parametrize("options", [{"profile": "huge"}, {"profile": None}, {"profile": ["small"]}, {"mem_limit": "9G"}])
def test_what_is_not_offered_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(HTTPError) as refusal:
        Profiles.from_values(ENTRIES).chosen(options)
    assert refusal.value.status_code == 400


def test_a_hub_without_profiles_refuses_every_profile() -> None:
    with pytest.raises(HTTPError):
        Profiles().chosen({"profile": "small"})


def test_the_form_escapes_what_it_shows() -> None:
    form = Profiles.from_values(ENTRIES).form()
    assert "Large &amp; &lt;b&gt;loud&lt;/b&gt;" in form and "<b>" not in form and "&quot;more&quot;" in form
    assert form.count("checked") == 1


def test_there_is_no_form_where_there_is_no_choice() -> None:
    assert Profiles.from_values(ENTRIES[:1]).form() == ""


def test_a_sent_form_becomes_options() -> None:
    profiles = Profiles.from_values(ENTRIES)
    assert profiles.from_form({"profile": ["small"], "_xsrf": ["x"]}) == {"profile": "small"}
    assert profiles.from_form({}) == {}


@pytest.mark.parametrize(
    "entries",
    [
        [{"display_name": "A"}, {"display_name": "a"}],
        [{"display_name": "A", "default": True}, {"display_name": "B", "default": True}],
        [{"slug": "a"}],
        [{"display_name": "A", "kubespawner_override": {"image": "x"}}],
        [{"display_name": "A", "profile_options": {}}],
    ],
    ids=["twice", "two defaults", "no name", "an image", "an unknown key"],
)
def test_profiles_that_cannot_be_honoured_are_refused(entries: list[dict[str, object]]) -> None:
    with pytest.raises(ConfigurationError):
        Profiles.from_values(entries)
