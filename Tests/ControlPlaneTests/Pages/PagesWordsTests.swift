import Basics
import Delivery
import Fleet
import Testing

@testable import ControlPlane

@Suite struct PagesWordsTests {
  @Test(
    "durations have two units at most",
    arguments: [
      (0.02, "20 ms"), (0.44, "0.4 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.6, "1 min"), (200, "3 min 20 s"),
      (3600, "1 h"), (3900, "1 h 5 min"), (90_000, "1 d 1 h"), (-5, "0 s"), (.infinity, "0 s"), (.nan, "0 s"),
    ])
  func duration(seconds: Double, text: String) { #expect(Words.duration(seconds) == text) }

  @Test(
    "how long ago something was has one unit",
    arguments: [
      (-30.0, "just now"), (59, "just now"), (61, "1 min ago"), (3599, "59 min ago"), (7300, "2 h ago"),
      (200_000, "2 days ago"), (8_000_000, "3 months ago"), (70_000_000, "2 years ago"), (.nan, "just now"),
    ])
  func ago(seconds: Double, text: String) { #expect(Words.ago(seconds) == text) }

  @Test("numbers are grouped by three, and counted things have their plural")
  func numbers() {
    #expect(Words.number(999) == "999")
    #expect(Words.number(1_234_567) == "1,234,567")
    #expect(Words.number(-1200) == "-1,200")
    #expect(Words.count(1, "hub") == "1 hub")
    #expect(Words.count(22, "community", "communities") == "22 communities")
  }

  @Test("lists end with 'and', and say how much they leave out")
  func lists() {
    #expect(Words.list([]) == "")
    #expect(Words.list(["a"]) == "a")
    #expect(Words.list(["a", "b", "c"]) == "a, b and c")
    #expect(Words.list(["a", "b", "c", "d"], atMost: 2) == "a, b and 2 more")
  }

  @Test("a sentence ends with a full stop, and a hub's name at its beginning stays as it is")
  func sentences() {
    #expect(Words.sentence("the user test failed") == "The user test failed.")
    #expect(Words.sentence("openreef does not answer") == "openreef does not answer.")
    #expect(Words.sentence("a-hub is removed") == "a-hub is removed.")
    #expect(Words.sentence("Did it?") == "Did it?")
    #expect(Words.sentence("") == "")
  }

  @Test("a moment is shown by its clock today, with its day before, with its year in another")
  func times() {
    let now = 1_795_403_000.0  // 2026-11-23 03:03:20 UTC
    #expect(TimeMark(now, now: now).machine == "2026-11-23T03:03:20Z")
    #expect(TimeMark(now, now: now).text == "03:03 UTC")
    #expect(TimeMark(now - 86_400, now: now).text == "22 Nov 03:03 UTC")
    #expect(TimeMark(now - 366 * 86_400, now: now).text == "22 Nov 2025 03:03 UTC")
    #expect(TimeMark(951_782_400, now: now).title == "2000-02-29 00:00:00 UTC")
    #expect(TimeMark(-1, now: now).machine == "1969-12-31T23:59:59Z")
    #expect(TimeMark(.infinity, now: now).machine == "1970-01-01T00:00:00Z")
  }

  @Test("only http, https and paths of our own are linked")
  func links() {
    for address in [
      "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//evil.example", "/\\evil.example", "x", "",
    ] {
      #expect(Paths.linkable(address) == nil, "\(address)")
    }
    #expect(Paths.linkable("https://example.org/a?b") == "https://example.org/a?b")
    #expect(Paths.linkable("/plan") == "/plan")
    #expect(Paths.hub("cluster/hub") == "/hubs/cluster%2Fhub")
    #expect(Paths.query("/", [("q", "a&b=ü"), ("kind", nil), ("state", "")]) == "/?q=a%26b%3D%C3%BC")
  }

  @Test("CSV quotes what needs it, and keeps spreadsheets from reading formulas")
  func csv() {
    var table = CSVText(header: ["a", "b"])
    table.append(["x,\"y\"", "=1+2"])
    table.append(["-3\n", ""])
    #expect(table.text == "a,b\r\n\"x,\"\"y\"\"\",'=1+2\r\n\"'-3\n\",\r\n")
  }

  @Test("a secret is shown as its name, and a plain text that looks like one is not shown")
  func secrets() {
    #expect(ValueText.text(["secret": "course-password"]) == "secret course-password")
    #expect(ValueText.text("hunter2", at: "hub.config.X.user_password") == SourcedValue.hiddenSecret)
    #expect(ValueText.text(["secret": "hunter2"], at: "hub.config.X", honoursReferences: false)?.contains("hunter2") == false)
    let nested = ValueText.text(["client_secret": "hunter2", "id": "public"], at: "hub.config.X") ?? ""
    #expect(!nested.contains("hunter2"))
    #expect(nested.contains("public"))
  }

  @Test("of two lists, a plan shows only what differs")
  func comparison() {
    let change = ValueText.comparison(["a", "b"], ["b", "c"], at: "x")
    #expect(change.before == "a")
    #expect(change.after == "c")
    #expect(change.shared == "1 other as before")
    let order = ValueText.comparison(["a", "b"], ["b", "a"], at: "x")
    #expect(order.before == "a\nb")
    #expect(order.shared == nil)
  }

  @Test("who may enter is said in words")
  func access() {
    let named = AccessWords(Access(login: .password, people: ["ada", "ben"], admins: ["ada"]), of: "reef")
    #expect(named.who == "On the list: 2 named people, 1 of them an admin")
    #expect(named.command == "atoll passwords reef")
    #expect(AccessWords(Access(login: .github), of: "reef").who == "Nobody is on the list")
    #expect(AccessWords(Access(login: .github), of: "reef").command == nil)
    #expect(AccessWords(Access(login: .github, admins: ["a", "b"]), of: "reef").who == "On the list: only 2 admins")
    #expect(
      AccessWords(Access(login: .google, domains: ["reef.edu"], admins: ["a"]), of: "reef").who
        == "On the list: everyone with an address at reef.edu and 1 admin")
    #expect(AccessWords(Access(login: .none), of: "reef").who == "Whoever reaches the address gets in")
  }
}
