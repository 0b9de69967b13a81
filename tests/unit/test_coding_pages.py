"""Pages of sport tell of contests, not of politics, unless somebody of politics acts on them."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.coding.parties import is_political
from dragoman.records import Actor, Span

SPORT = (
    "Two rugby clubs have been charged by the Welsh union after a brawl in the tunnel. "
    "Referee Ieuan Pryce sent off a prop and a flanker in the second half of Saturday's "
    "match. Both coaches accused each other of starting it. Fans demanded that the captain "
    "resign. The club will appeal against the ban.",
    "The sprinter who won a bronze medal in Rome has been suspended for two years. The "
    "athletics federation said that she had refused a doping test before the championships."
    " Her coach denies the charge and threatens to go to court. Six other athletes were "
    "warned.",
    "Everton have rejected a bid of nine million pounds for striker Paul Dane. The "
    "midfielder who came with him last season wants to leave as well. The manager met the "
    "chairman after the match and agreed to talks with the Italian club. Supporters "
    "condemned the sale.",
)
POLITICS = (
    "New Zealand's government has called off the football team's tour of Fiji. The sports minister "
    "condemned the coup there and said that no player would get a visa. The captain of the squad "
    "said he was sad. The match was to be the first of the season."
)


def events(text: str) -> list[str]:
    return [str(event.event_type) for event in dragoman.code(text, published="2024-06-19")]


@pytest.mark.parametrize("text", SPORT)
def test_a_page_of_sport_tells_no_event(text: str) -> None:
    assert events(text) == []


def test_a_minister_acts_on_a_page_of_sport_as_elsewhere() -> None:
    assert "ACCUSE" in events(POLITICS) or "REJECT" in events(POLITICS)


def test_a_body_of_sport_is_not_of_politics_because_the_tables_know_it() -> None:
    olympic = Actor(
        text="the IOC",
        span=Span(0, 7),
        name="International Olympic Committee",
        country="NGO",
        sector="SOC",
        sectors=("SOC",),
        entity_id="org:ioc",
        known=True,
        made_by="actors.name",
    )
    assert not is_political(olympic)
