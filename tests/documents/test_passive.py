"""The passive is found where it stands, and what is mistaken is known by name."""

from hypothesis import given
from hypothesis import strategies as st

from workbook.documents.passive import passives
from workbook.settings import LANGUAGES, Language

DANISH = {
    "Opgaverne blev løst til tiden.": True,
    "Der blev ansat to nye på lageret.": True,
    "I sommer blev fabrikken lukket.": True,
    "Derfor blev rampen aldrig bygget.": True,
    "Ventetiden er blevet halveret på et år.": True,
    "Jeg blev valgt til tillidsmand.": True,
    "Jeg blev hurtigt sat til at lære nye op.": True,
    "Varerne bliver talt op hver fredag.": True,
    "Fejlen blev fundet, før kunden ringede.": True,
    "Alle ordrer skal leveres inden fredag.": True,
    "Sneen skal fjernes om morgenen.": True,
    "Bestillinger modtages på telefon.": True,
    "Her lægges planen for hele ugen.": True,
    "Der forventes en hurtig løsning.": True,
    "Pakkerne kan sendes samme dag.": True,
    "Reglerne gennemgås hver måned.": True,
    "Målet kan nås på et halvt år.": True,
    "Kravene kan ikke forstås uden hjælp.": True,
    "Bilerne lastedes om natten.": True,
    "Mødet aflyses, hvis I ikke kan.": True,
    "Jeg blev bedt om at tage over.": True,
    "Køkkenet blev renoveret, mens vi holdt åbent.": True,
    "Vi blev kørt hjem af chefen.": True,
    "Et nyt system blev indført i maj.": True,
    "Holdet blev delt i to.": True,
    "Maden bliver lavet fra bunden.": True,
    "Hver opgave beskrives på én side.": True,
    "Det gøres bedst i fællesskab.": True,
    "Regningen er nu blevet betalt.": True,
    "Da planen var skrevet, blev den hængt op i hallen.": True,
    "I sidste uge blev værkstedet ryddet.": True,
    "Kaffen blev drukket kold.": True,
    "To nye blev ansatte.": True,
    "Rampen blev i al hast bygget.": True,
    "I bliver forklaret, hvordan maskinen virker.": True,
    # Active, however it looks.
    "Jeg løste opgaverne til tiden.": False,
    "Der findes en bedre vej.": False,
    "Jeg synes, at I skal prøve det.": False,
    "Det lykkedes på et halvt år.": False,
    "Vi mødes gerne på jeres lager.": False,
    "Jeg trives bedst, når der er travlt.": False,
    "Vi ses på torsdag.": False,
    "Deres kunder og jeres kunder er de samme.": False,
    "Vores hold var bedre end alles forventning.": False,
    "Jeg kender kundernes ønsker.": False,
    "Medarbejdernes vagtplan hang i hallen.": False,
    "Jeg husker børnenes navne.": False,
    "Jeg kan hjælpe med at lægge fælles planer.": False,
    "Det gør vi anderledes hos os.": False,
    "Jeg er uddannet kok.": False,
    "Jeg var ansat i ti år.": False,
    "Døren er lukket.": False,
    "Jeg er interesseret i jeres maskiner.": False,
    "Jeg blev glad for arbejdet.": False,
    "Det blev et godt år.": False,
    "Det blev meget bedre.": False,
    "Jeg blev overrasket over ordenen.": False,
    "Han bliver ved, til det er i orden.": False,
    "Sådan blev lageret for småt.": False,
    "Jeg blev hos Johannes i ti år.": False,
    "Kjeld kører en Mercedes.": False,
    "To dages frist er nok.": False,
    "I løbet af et år blev jeg en bedre leder.": False,
    "Folk bliver, når de kan se målet.": False,
    "Vi snakkes ved på mandag.": False,
    "Jeg nøjes ikke med at tale om det.": False,
    "Det blev til 412 ordrer på 11 uger.": False,
    "Ring til mig, hvis noget går galt.": False,
    "Så blev klokken otte.": False,
    "Planen er færdig og hænger i hallen.": False,
    "Det bliver dyrt at vente.": False,
    "I bliver trætte af at lede.": False,
    "De fleste biler holder stille.": False,
    "Jeg har hængt planen op og ringet rundt.": False,
    "Det blev året, hvor vi voksede.": False,
    "En lærlinges første dag er vigtig.": False,
    "Til sidst blev taget tæt.": False,
    "Jeg husker alle firmaernes navne og andres ideer.": False,
}
DANISH_MISSED = {"To nye blev ansatte.", "Rampen blev i al hast bygget."}
DANISH_MISTAKEN = {"Til sidst blev taget tæt."}

ENGLISH = {
    "The tasks were done on time.": True,
    "The ramp was never built.": True,
    "The orders have been delivered.": True,
    "I was asked to take over the rota.": True,
    "The errors were halved in a year.": True,
    "All parcels must be sent before noon.": True,
    "The plan is being written now.": True,
    "The goods are counted every Friday.": True,
    "I was chosen by my team.": True,
    "We weren't told about the move.": True,
    "The customer wasn't forgotten.": True,
    "You're given the plan the day after.": True,
    "It was quickly found and put right.": True,
    "Was it ever used?": True,
    "The knives are used every day.": True,
    "The factory was closed last summer.": True,
    "Two of us were then trained as drivers.": True,
    "The lorry can be loaded in an hour.": True,
    "The queue had to be cut.": True,
    "A new system was introduced in May.": True,
    "The wait has been reduced to 15 minutes.": True,
    "The kitchen was largely rebuilt.": True,
    "The report was agreed by everybody.": True,
    "I got promoted after a year.": True,
    # Active, however it looks.
    "I finished the tasks on time.": False,
    "I am interested in your machines.": False,
    "I was delighted to hear about the new hall.": False,
    "I am used to working nights.": False,
    "I am a trained chef.": False,
    "I'm very excited.": False,
    "You are located ten minutes from my home.": False,
    "We were tired but happy.": False,
    "I have counted lorries for two weeks.": False,
    "The team is small.": False,
    "There are a hundred parcels a day.": False,
    "It is indeed ten minutes by bike.": False,
    "I am prepared to start on Monday.": False,
    "What we need is time.": False,
    "They are in the warehouse.": False,
    "You repair what others throw away.": False,
    "I was there when it opened.": False,
    "I am experienced with old houses.": False,
    "He is retired now.": False,
    "My plan is simple: count first.": False,
    "I had saved the firm a year's pay.": False,
    "The wait fell from 70 to 15 minutes.": False,
    "I am qualified to drive a forklift.": False,
    "We were not satisfied with that.": False,
    "I am supposed to be impressed.": False,
    "They were gone by then.": False,
    "We are advanced users.": False,
    "The road is closed and the shop is crowded.": False,
}
ENGLISH_MISSED = {"I got promoted after a year."}
ENGLISH_MISTAKEN = {
    "I am supposed to be impressed.",
    "The road is closed and the shop is crowded.",
}


def mistakes(corpus: dict[str, bool], language: Language, truth: bool) -> set[str]:
    """Return the sentences of that truth of which the other is found."""
    return {
        sentence
        for sentence, passive in corpus.items()
        if passive is truth and bool(passives(sentence, language)) is not truth
    }


def test_the_corpus_is_large_enough_to_say_something() -> None:
    assert len(DANISH) >= 60
    assert len(ENGLISH) >= 40
    for corpus in (DANISH, ENGLISH):
        assert 0.3 < sum(corpus.values()) / len(corpus) < 0.7


def test_the_danish_passive_is_found() -> None:
    assert mistakes(DANISH, "da", truth=True) == DANISH_MISSED
    assert mistakes(DANISH, "da", truth=False) == DANISH_MISTAKEN


def test_the_english_passive_is_found() -> None:
    assert mistakes(ENGLISH, "en", truth=True) == ENGLISH_MISSED
    assert mistakes(ENGLISH, "en", truth=False) == ENGLISH_MISTAKEN


def test_the_words_meant_are_quoted_and_no_more() -> None:
    assert passives("I sommer blev fabrikken lukket for altid.", "da") == (
        "blev fabrikken lukket",
    )
    assert passives("Planen skrives, og den bliver hængt op.", "da") == (
        "skrives",
        "bliver hængt",
    )
    assert passives("They said it wasn’t ever sent.", "en") == ("wasn’t ever sent",)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_searched_and_quoted_as_it_stands(
    text: str, language: Language
) -> None:
    assert all(quote and quote in text for quote in passives(text, language))
