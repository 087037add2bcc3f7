import Basics

extension FindingExplanation {
  /// What is found when a file is held against the description of its kind.
  public static let shapes: [FindingExplanation] = [
    FindingExplanation(
      .unknownKey, .error, "an unknown key",
      explanation: """
        There is no such key at this place. Atoll does not ignore what it does not know: a misspelt key would silently \
        not do what it says. `docs/reference/` lists every key, and `atoll schema` teaches them to your editor.

        Take the suggestion, or remove the key. Raw values of the chart stand under `values`.
        """,
      wrong: "comunity: openreef", right: "community: openreef"),
    FindingExplanation(
      .wrongType, .error, "a value of the wrong type",
      explanation: """
        The key wants another sort of value than stands there: a list where a text stands, a number where a map stands, \
        or anything where nothing stands.

        The message says what is wanted. A list of one is written `[one]`; a number or `true` stands without quotes.
        """,
      wrong: "features: nbgitpuller", right: "features: [nbgitpuller]"),
    FindingExplanation(
      .missingKey, .error, "a required key is missing",
      explanation: """
        Without this key, what is declared means nothing, and Atoll has no default that would be right.

        Add it; the message says what it holds.
        """,
      wrong: "access: {admins: [ada]}", right: "access: {login: password, admins: [ada]}"),
    FindingExplanation(
      .notBuilt, .error, "something that is not built yet",
      explanation: """
        The key or the word is known, and what it stands for is not built in this version. It is refused, because a file \
        that says one thing while the hub does another is worse than a file that says less.

        The message says what to do until then.
        """,
      wrong: "type: binderhub", right: "type: jupyterhub"),
    FindingExplanation(
      .needsQuotes, .error, "a value that readers of YAML disagree on",
      explanation: """
        Without quotes, `no` is false to some readers of YAML and a text to others, `012` is ten or twelve, `1:30` is \
        ninety, `5.10` is 5.1. Atoll does not choose: what a file says must be the same to you, to your editor, to Helm.

        Quote a text; write `true` or `false` for yes and no; write numbers in plain digits.
        """,
      wrong: "versions: {jupyterhub: 5.10}", right: "versions: {jupyterhub: \"5.10\"}"),
    FindingExplanation(
      .notAChoice, .error, "a word that is not one of those offered",
      explanation: """
        The key takes one of a few words, and this is none of them. The message lists them; `docs/reference/` says what \
        each means.
        """,
      wrong: "kind: reserch", right: "kind: research"),
    FindingExplanation(
      .outOfRange, .error, "a number out of range",
      explanation: """
        The number cannot be meant: fewer than nobody, more cores than a machine has, no time at all.

        Write a number in the range that the message names.
        """,
      wrong: "limits: {servers: 0}", right: "limits: {servers: 20}"),
    FindingExplanation(
      .malformed, .error, "a text that is not of the wanted form",
      explanation: """
        A day, an address, a name, an amount or a length of time has a form in which there is one way to read it. Amounts \
        and lengths of time always carry their unit.

        The message says what is wanted, and often what to write.
        """,
      wrong: "limits: {memory: 2}", right: "limits: {memory: 2G}"),
    FindingExplanation(
      .listedTwice, .warning, "a name that stands twice in a list",
      explanation: """
        It does no harm, and one of the two was perhaps meant to be another.

        Keep one of them.
        """,
      wrong: "people: [ada, kim, ada]", right: "people: [ada, kim]"),
    FindingExplanation(
      .plainSecret, .error, "a secret in plain text",
      explanation: """
        The fleet folder is read by many and kept forever: a secret never stands in it. In its place stands its name, and \
        the secret is kept on the server, in a file of its name under `$ATOLL_STATE/secrets/` or in the environment.

        Write the name. The secret that stood here has been seen: change it. Atoll shows the line without it.
        """,
      wrong: "password: correct horse", right: "password: {secret: reef-password}"),
    FindingExplanation(
      .contradiction, .error, "keys that contradict each other",
      explanation: """
        Two keys say different things about the same, or one says nothing without the other: mail goes either through a \
        server (`server`) or through the machine's own sendmail (`sendmail: true`).

        Keep the one that is meant.
        """,
      wrong: "mail: {from: hubs@alpha.example}",
      right: "mail: {from: hubs@alpha.example, server: \"smtp://mail.alpha.example:25\"}"),
    FindingExplanation(
      .endsBeforeItBegins, .error, "a time that ends before it begins",
      explanation: """
        A leave, an agreement, someone's time in the team, a cost or a quiet time has a first and a last day, both \
        included, and the last stands before the first. No day lies between them, so what is declared would count for \
        nothing.

        Swap the two days, or mend the year: around the turn of the year it is often the one that is wrong.
        """,
      wrong: "leave: [{from: 2026-12-21, until: 2026-01-03}]", right: "leave: [{from: 2026-12-21, until: 2027-01-03}]"),
  ]
}
