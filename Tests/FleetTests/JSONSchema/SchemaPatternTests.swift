import Testing

@testable import Fleet

@Suite("Patterns of schemas")
struct SchemaPatternTests {
  @Test("a pattern is found anywhere unless it is anchored")
  func found() throws {
    let cases: [(pattern: String, fits: [String], others: [String])] = [
      ("a+", ["xxaayy"], ["xyz", ""]), ("^a*$", ["", "aaa"], ["ab", "ba"]), ("[^/]$", ["a"], ["a/", ""]),
      ("^(foo|ba[rz])?$", ["", "foo", "baz"], ["ba", "foob"]), ("^.{2,3}$", ["ab", "🐲🐲🐲"], ["a", "abcd", "a\n"]),
      ("^[0-9]{2,}$", ["12", "1234"], ["1"]), (#"^\d+(\.\d+)*[KMGT]i?$"#, ["1G", "1.5Mi"], ["G", "1.G"]),
      (#"^\w+@\S+$"#, ["a@b"], ["a@ b"]), (#"\bcat\b"#, ["a cat."], ["concat"]), ("^[a-c-]+$", ["a-c"], ["d"]),
      ("^(?!kube-)[a-z-]+$", ["cube-a"], ["kube-a"]), ("^(?=.*[0-9])(?=.*[a-z]).+$", ["a1"], ["aa", "11"]),
      (#"^\p{Letter}+$"#, ["Größe", "東京"], ["a1"]), (#"^[\w.-]+$"#, ["a.b-c"], ["a/b"]), ("^a{,2}$", ["a{,2}"], ["aa"]),
      (#"^\u0041\x42\u{43}$"#, ["ABC"], ["abc"]), ("^(a*)*$", ["", "aaaa"], ["b"]), ("^x*?y$", ["xxy"], ["xx"]),
      ("(?:)", ["", "a"], []), ("[^]", ["a"], [""]), ("[]", [], ["a"]),
    ]
    for (text, fits, others) in cases {
      let pattern = try SchemaPattern(text)
      for fit in fits { #expect(pattern.isFound(in: fit), "\(text) in \(fit)") }
      for other in others { #expect(!pattern.isFound(in: other), "\(text) in \(other)") }
    }
  }

  @Test("what cannot be used is refused with the reason")
  func refused() {
    for text in [
      "(", ")", "[a", "*", "a**", "a{3,2}", #"\"#, #"(a)\1"#, "(?<=a)", "(?i)a", #"\p{Klingon}"#, #"\q"#, "[z-a]", "a{5000}",
      "(a{100}){100}", "((){4000}){4000}", String(repeating: "(", count: 5_000),
    ] {
      #expect(throws: SchemaPatternError.self, "\(text.prefix(20))") { try SchemaPattern(text) }
    }
  }

  @Test("a pattern that makes other engines try for years answers")
  func catastrophic() throws {
    let text = String(repeating: "a", count: 2_000) + "!"
    for pattern in ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*)*x", "^([a-z]+)*\\d$"] {
      #expect(try !SchemaPattern(pattern).isFound(in: text))
    }
  }
}
