import NIOCore
import Testing

@testable import Probes

@Suite("What is read from a hub's pages")
struct PageTests {
  private let login = """
    <html><head><title>Hub</title><script>if (a < b) { x("<form>") }</script></head><body>
    <!-- <form action="/old"><input name="username"></form> -->
    <form action="/hub/login?next=%2Fhub%2Fhome&amp;a=b" method="post" role="form">
      <h1>Sign in</h1>
      <p id='insecure' class='hidden alert'>Warning: no HTTPS</p>
      <p class="login_error">Invalid username or password</p>
      <input type="hidden" name="_xsrf" value="2|a&quot;b" />
      <input id="username_input" type="text" autocapitalize=off name="username" value="" autofocus="autofocus" />
      <input type='password' name='password'>
      <input id="login_submit" type="submit" name="go" value='Sign in' />
    </form></body></html>
    """

  @Test("a login form is found with its fields, and a form in a comment or a script is not")
  func loginForm() throws {
    let forms = HTML.forms(in: login)
    let form = try #require(forms.last)
    #expect(form.action == "/hub/login?next=%2Fhub%2Fhome&a=b")
    #expect(form.method == "post")
    #expect(form.fields.map(\.name) == ["_xsrf", "username", "password", "go"])
    #expect(form.fields.first?.value == "2|a\"b")
    #expect(form.fields.filter(\.isChosen).map(\.name) == ["_xsrf", "username", "password"])
  }

  @Test("what is hidden is not taken for a message")
  func messages() {
    #expect(HTML.texts(of: "p", in: login) == ["Invalid username or password"])
    #expect(HTML.texts(of: "p", style: "login_error", in: login) == ["Invalid username or password"])
    #expect(HTML.texts(of: "p", style: "other", in: login).isEmpty)
  }

  @Test("the text that a reader sees has no scripts, tags or comments")
  func visible() {
    #expect(HTML.visibleText(login) == "Sign in Warning: no HTTPS Invalid username or password")
    #expect(HTML.visibleText("a &lt;b&gt; &amp;amp; c") == "a <b> &amp; c")
  }

  @Test("the choices of a form are its ticked inputs and selected options")
  func choices() throws {
    let page = """
      <form id="spawn_form" method="post">
        <input type=radio name=profile value=small><INPUT TYPE="radio" NAME="profile" VALUE="large" CHECKED>
        <select name="image"><option value="a">A<option value="b" selected>B</select>
        <select name="zone"><option value="first">1</option><option value="second">2</option></select>
      </form>
      """
    let form = try #require(HTML.forms(in: page).first)
    #expect(form.id == "spawn_form")
    #expect(form.fields.filter(\.isChosen).map(\.value) == ["large", "b", "first"])
  }

  @Test(
    "broken pages are read to their end",
    arguments: ["<form", "<form a=", "<form ==>", "<!-- x", "<input name='x", "<"])
  func broken(page: String) {
    _ = HTML.forms(in: page)
    _ = HTML.visibleText(page)
  }

  @Test(
    "links lead within the hub or elsewhere",
    arguments: [
      ("/hub/login", "/hub/login"), ("http://reef.localhost:8000/hub/?a=b", "/hub/?a=b"),
      ("http://reef.localhost", "/"),
      ("https://Reef.localhost/x", "/x"), ("home", "/hub/home"), ("?next=1", "/hub/spawn?next=1"), ("", "/hub/spawn"),
      ("https://github.com/login?to=http://reef.localhost:8000/", nil), ("//evil.example/", nil),
      ("/hub/login?next=https://x.example/", "/hub/login?next=https://x.example/"),
    ] as [(String, String?)])
  func links(link: String, path: String?) {
    #expect(URLText.path(of: link, from: "/hub/spawn?x=/y", hosts: ["reef.localhost:8000"]) == path)
  }

  @Test("fields are encoded for a form")
  func encoding() { #expect(URLText.encoded("a b&ü=~") == "a%20b%26%C3%BC%3D~") }

  @Test("a name is found as a word, not inside another")
  func words() {
    #expect("{\"name\": \"ada\"}".containsWord("ada"))
    #expect(!"adaptable Canada".containsWord("ada"))
    #expect("Canada, ada".containsWord("ada"))
    #expect(!"".containsWord("ada"))
  }

  @Test("events are read from pieces cut anywhere")
  func events() throws {
    var lines = EventLines()
    var events = try lines.take(ByteBuffer(string: "data: {\"progress\": 5}\n\n: comment\ndata: {\"mess"))
    events += try lines.take(ByteBuffer(string: "age\": \"grün\"}\r\n\nid: 1\n"))
    #expect(events == [["progress": 5], ["message": "grün"]])
  }

  @Test("durations are told in seconds")
  func durations() {
    #expect(Duration.seconds(60).inWords == "60 s")
    #expect(Duration.milliseconds(1500).inWords == "1.5 s")
  }
}
