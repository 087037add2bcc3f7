import Basics
import Testing

@testable import Fleet

@Suite("Lines of files that are quoted")
struct SecretLinesTests {
  static let text = """
    hub:
      client_secret: hunter2
      env:
        - name: API_KEY
          value: hunter2
        - {name: TOKEN, value: hunter2}
        - {name: COLOUR, value: blue}
      password: |
        hunter2
      tokens:
        - hunter2
      extraConfig:
        a: |
          c.X.client_secret = "hunter2"
          machine x login y password hunter2
          password hunter2
      key: |
        -----BEGIN RSA PRIVATE KEY-----
        hunter2
        -----END RSA PRIVATE KEY-----
      binaryData: hunter2
      hook: https://hooks.slack.com/services/T00/B00/hunter2
      reference: {secret: reef-database}
      token: {secret: reef-database}
      colour: blue  # hunter3
      tokenAge: 3
      code: 'c.X.client_secret = "hunter2"
    """

  @Test("of no line that holds a secret is more shown than its key")
  func hidden() {
    for (index, line) in Self.text.lines.enumerated() {
      let columns = SecretLines.hiddenColumns(ofLine: index + 1, in: Self.text)
      let characters = Array(line).enumerated().filter { columns?.contains($0.offset + 1) != true }
      let shown = String(characters.map(\.element))
      #expect(!shown.contains("hunter2"), "line \(index + 1)")
    }
  }

  @Test("other lines are shown whole", arguments: [1, 3, 4, 7, 8, 10, 12, 13, 17, 23, 24, 25, 26])
  func shown(_ line: Int) {
    #expect(SecretLines.hiddenColumns(ofLine: line, in: Self.text) == nil)
  }

  @Test("lines that are not there hide nothing")
  func nowhere() {
    #expect(SecretLines.hiddenColumns(ofLine: 0, in: Self.text) == nil)
    #expect(SecretLines.hiddenColumns(ofLine: 99, in: Self.text) == nil)
  }
}
