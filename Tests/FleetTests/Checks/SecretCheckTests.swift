import Basics
import Testing

@testable import Fleet

@Suite("Secrets in plain text")
struct SecretCheckTests {
  func findings(_ values: JSONValue) -> [Finding] {
    Fleet.example { hub("reef") { $0.values = values } }.findings.filter { $0.code.hidesItsPlace }
  }

  func variable(_ name: String, _ value: JSONValue) -> JSONValue { ["singleuser": ["extraEnv": [name: value].asJSON]] }

  @Test(
    "a key that names a secret must not hold one",
    arguments: [
      "DATABASE_PASSWORD", "password", "clientSecret", "API_TOKEN", "api_key", "apiKey", "APIKEY",
      "aws-secret-access-key",
      "MAPBOX_KEY", "PW", "DB_PASS", "signing_key", "PRIVATE_KEY", "cookie_secret", "passphrase", "githubToken", "credentials",
    ])
  func keys(key: String) {
    #expect(findings(variable(key, "hunter2 is short")).map(\.code) == ["A601"])
    #expect(findings(variable(key, ["secret": "reef"])).isEmpty)
    #expect(findings(variable(key, "$(FROM_ELSEWHERE)")).isEmpty)
  }

  @Test(
    "a key that only speaks of secrets is none",
    arguments: [
      "token_url", "secretName", "PASSWORD_FILE", "client_id", "TOKEN_TTL", "max_tokens", "keyboard", "monkey",
      "primary_key",
      "imagePullSecrets", "pullSecret", "proxy_pass", "keys", "sort_key", "compass",
      "public_key", "password_min_length", "tokenizer", "secretary", "AWS_ACCESS_KEY_ID",
    ])
  func harmlessKeys(key: String) {
    #expect(findings(variable(key, "something")).isEmpty)
  }

  @Test("a number is a secret only where its key says password")
  func numbers() {
    #expect(findings(variable("password", 123_456)).map(\.code) == ["A601"])
    #expect(findings(variable("token", 4)).isEmpty)
  }

  // Each made up here, in the form of the real ones.
  static let tokens = [
    "ghp_" + String(repeating: "a1B2", count: 9), "github_pat_" + String(repeating: "A1b2", count: 9),
    "glpat-" + String(repeating: "x7Y", count: 7), "AKIA" + "IOSFODNN7EXAMPLE",
    "sk-" + String(repeating: "Ab3", count: 9),
    "xoxb-" + String(repeating: "1234", count: 6), "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    "Bearer ghp_" + String(repeating: "a1B2", count: 9), "q7Jx2LwP9vRt4ZsK1mBn8DcF5hGyA3eU",
    String(repeating: "0123456789abcdef", count: 4), "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl",
  ]

  @Test("a value with the form of a secret is one, whatever its key", arguments: tokens)
  func values(token: String) {
    #expect(findings(variable("UPSTREAM", .string(token))).map(\.code) == ["A602"])
  }

  @Test(
    "a container image with a long tag or digest is no secret",
    arguments: [
      "public.ecr.aws/nasa-veda/nasa-veda-singleuser:5068290376e8c3151d97a36ae6485bb7ff79650b94aecc93ffb2ea1b42d76460",
      "quay.io/reef/notebook:Main-20260901T1200-aB3dE5fG7hJ9kL1mN",
      "localhost:5000/a/b@sha384:"
        + String(repeating: "0123456789abcdef", count: 6),
    ])
  func images(image: String) {
    #expect(findings(["singleuser": ["extraContainers": [["image": .string(image)]]]]).isEmpty)
    #expect(findings(variable("UPSTREAM", .string(image))).isEmpty)
  }

  @Test("a version may be long", arguments: ["tag", "digest", "imageTag", "GIT_COMMIT"])
  func versions(key: String) {
    #expect(findings(variable(key, .string(String(repeating: "0123456789abcdef", count: 4)))).isEmpty)
  }

  @Test("a token is one behind an image's name too, and under a tag")
  func tokensInImages() {
    let token = "ghp_" + String(repeating: "a1B2", count: 9)
    #expect(findings(variable("UPSTREAM", .string("quay.io/a/b:\(token)"))).map(\.code) == ["A602"])
    #expect(findings(variable("tag", .string(token))).map(\.code) == ["A602"])
  }

  @Test("a password in an address is a secret")
  func addresses() {
    #expect(findings(variable("DATABASE", "postgresql://reader:hunter2@db.example/reef")).map(\.code) == ["A603"])
    for harmless in [
      "postgresql://reader@db.example/reef", "https://example.org/a:b@c", "https://user:${PASSWORD}@example.org",
      "https://example.org:8000/x", "mailto:ada@example.org",
    ] {
      #expect(findings(variable("DATABASE", .string(harmless))).isEmpty, "\(harmless)")
    }
  }

  @Test(
    "ordinary long texts are no secrets",
    arguments: [
      "quay.io/example/reef@sha256:" + String(repeating: "0123456789abcdef", count: 4),
      "3f786850e387550fdab836ed7e6dc881de23001b", "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
      "https://data.example/collections/Sentinel-2/2026/11/01/TileOfTheCoralSea/index.html",
      "jupyterlab-extension-for-the-coral-reef-2026", "ThisIsAVeryLongNameWithoutAnyDigitAtAllInIt",
      "s3://northcurrent-scratch", "/tmp/dask",
    ])
  func harmlessValues(text: String) {
    #expect(findings(variable("SOMETHING", .string(text))).isEmpty)
  }

  @Test("secrets are found in lists, in variables of Kubernetes, and in the hub's own fields")
  func elsewhere() {
    let listed: JSONValue = ["hub": ["extraEnv": [["name": "API_TOKEN", "value": "hunter2"]]]]
    #expect(findings(listed).map(\.code) == ["A601"])
    let materials = Fleet.example {
      bothHubs { $0.materials = Materials(repository: "https://ada:hunter2@git.example/course") }
    }
    #expect(materials.complaints == ["A603", "A603"])
    let requirements = Fleet.example {
      text("requirements/reef.txt", "numpy\ngit+https://ada:hunter2@git.example/tool\n")
      bothHubs { $0.environment.requirements = "requirements/reef.txt" }
    }
    #expect(requirements.findings.map { $0.place?.description } == ["requirements/reef.txt:2:1"])
  }

  @Test("a finding never tells the secret", arguments: tokens)
  func neverTold(token: String) {
    for finding in findings(variable("API_TOKEN", .string(token))) {
      #expect(!finding.what.contains(token))
      #expect(finding.next?.contains(token) != true)
    }
  }

  @Test(
    "the logarithm is right",
    arguments: [(1.0, 0.0), (2, 1), (8, 3), (0.5, -1), (10, 3.321928094887362), (0.03125, -5)])
  func logarithm(number: Double, expected: Double) {
    #expect(abs(SecretSuspicion.logarithm(number) - expected) < 1e-9)
  }
}

extension [String: JSONValue] {
  var asJSON: JSONValue { .object(self) }
}
