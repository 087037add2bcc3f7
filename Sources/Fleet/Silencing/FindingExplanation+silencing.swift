import Basics

extension FindingExplanation {
  /// What can be wrong with comments that silence findings.
  static let silencing: [FindingExplanation] = [
    FindingExplanation(
      "A951", .error, "a silence that says too little",
      explanation: """
        A comment that begins with `# atoll:` silences a finding on its line, or on the line below where it stands alone. It \
        must say which codes, until which day, and because of what: without an end nobody looks at it again, and without a \
        reason nobody dares to take it out.
        """,
      wrong: "tag: latest   # atoll: allow A932",
      right: "tag: latest   # atoll: allow A932 until 2026-12-31 because the course ends then"),
    FindingExplanation(
      "A952", .warning, "a silence that has ended",
      explanation: """
        The last day of the silence has passed, and what it silenced is told again. Mend that, or agree on another day \
        and write it here.
        """,
      wrong: "# atoll: allow A932 until 2020-01-31 because the course ends then",
      right: "# atoll: allow A932 until 2030-01-31 because the course is given again"),
    FindingExplanation(
      "A953", .note, "a silence that silences nothing",
      explanation: """
        No finding of that code stands at this line: it was mended, or it moved. Take the code out, so that it does not \
        silence the next one unseen. A comment that stands alone is about the line below it.
        """,
      wrong: "tag: \"2026.09.01\"   # atoll: allow A932 until 2030-01-31 because the course ends then",
      right: "tag: \"2026.09.01\""),
    FindingExplanation(
      "A954", .error, "a silence for what cannot be silenced",
      explanation: """
        Some findings are told always: what cannot be read or names nothing (A1xx, A2xx, A301 to A305), because nobody knows \
        what the folder means until it is mended; secrets in plain text (A601 to A603), because a secret that was written \
        down has to be changed; and what is wrong with silences themselves.
        """,
      wrong: "password: hunter2   # atoll: allow A601 until 2030-01-31 because nobody looks",
      right: "password: {secret: reef-database}"),
  ]
}
