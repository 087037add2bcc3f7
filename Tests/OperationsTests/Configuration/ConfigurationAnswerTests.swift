import Basics
import Fleet
import Operations
import Testing

@Suite("a hub's configuration, shown")
struct ConfigurationAnswerTests {
  private func read(_ lines: [String]) throws -> JSONValue {
    let text = lines.joined(separator: "\n") + "\n"
    return try #require(SourcedValue.read(Array(text.utf8), file: "shown.yaml").value?.plain)
  }

  @Test("an adopted hub is shown with the defaults of its charts, and reads back as what it is")
  func adopted() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let shown = try read(try reef.yaml(ConfigurationQuestion()))
    let memory = shown["jupyterhub"]?["singleuser"]?["memory"]
    #expect(memory == ["limit": "4G", "guarantee": "256M"])
    #expect(shown["jupyterhub"]?["cull"]?["enabled"] == true)
    #expect(shown == (try reef.answer(ConfigurationQuestion()).values))
  }

  @Test("the comments say what it is made of, and which files and charts cannot be read")
  func header() throws {
    let reef = try ConfigurationExample.adopted("shore/reef").yaml(ConfigurationQuestion()).filter { $0.hasPrefix("#") }
    #expect(reef.first?.contains("shore/reef") == true)
    #expect(reef.contains { $0.contains("basehub 1.0, which nests jupyterhub 3.0.0-beta.1") })
    #expect(reef.last?.contains("enc-reef.secret.values.yaml (is encrypted: what it sets is unknown)") == true)
    let sand = try ConfigurationExample.adopted("sand").yaml(ConfigurationQuestion())
    #expect(sand.contains { $0.hasPrefix("# Not at hand") && $0.hasSuffix("dask-gateway") })
  }

  @Test("what looks like a secret is not shown; the name of a secret is")
  func secrets() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    for question in [ConfigurationQuestion(), ConfigurationQuestion(path: "singleuser.extraEnv.UPSTREAM_TOKEN", own: true)] {
      let text = try reef.yaml(question).joined(separator: "\n")
      #expect(!text.contains("hunter2") && text.contains("•••• (looks like a secret)"))
      #expect(try !reef.answer(question).values.canonicalText.contains("hunter2"))
    }
    let native = try ConfigurationExample.native("reef").answer(ConfigurationQuestion(path: "singleuser.extraEnv"))
    #expect(native.values["DATABASE"] == ["secret": "reef-database"])
  }

  @Test("the tag of an image is no secret, as random as it may be")
  func tags() throws {
    let hash = JSONValue.string("Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0")
    let values = SourcedValue(["image": ["name": "quay.io/x", "tag": hash], "note": hash])
    let shown = values.hidingSecrets(honoursReferences: false)
    #expect(shown["image"] === values["image"] && shown["note"]?.string == SourcedValue.hiddenSecret)
  }

  @Test("of code, only the lines that hold a secret are hidden")
  func code() {
    let code = "c.A.client_id = 'reef'\n  c.A.client_secret = 'hunter2hunter2'\nc.B.token = os.environ['TOKEN']\n"
    let shown = SourcedValue.hidingSecrets(in: code, under: "10-login")
    #expect(shown == "c.A.client_id = 'reef'\n  \(SourcedValue.hiddenSecret)\nc.B.token = os.environ['TOKEN']\n")
  }

  @Test("a part is named by its path, whole or as Zero to JupyterHub's chart has it")
  func part() throws {
    let sand = try ConfigurationExample.adopted("sand")
    for path in ["singleuser.memory", "jupyterhub.singleuser.memory", "basehub.jupyterhub.singleuser.memory"] {
      let answer = try sand.answer(ConfigurationQuestion(path: path))
      #expect(answer.values == ["limit": "4G", "guarantee": "512M"])
      #expect(answer.path == "basehub.jupyterhub.singleuser.memory")
    }
    let reef = try ConfigurationExample.adopted("shore/reef")
    #expect(try reef.yaml(ConfigurationQuestion(path: "singleuser.profileList[0].display_name")).last == "Small")
  }

  @Test("own values are what the hub's own files say")
  func own() throws {
    let sand = try ConfigurationExample.adopted("sand").answer(ConfigurationQuestion(path: "singleuser.memory", own: true))
    #expect(sand.values == ["limit": "4G"])
    #expect(try ConfigurationExample.native("reef").answer(ConfigurationQuestion(own: true)).values["cull"] == ["maxAge": 600])
    let error = #expect(throws: NoSuchPath.self) {
      try ConfigurationExample.adopted("sand").answer(ConfigurationQuestion(path: "cull.enabled", own: true))
    }
    #expect(error?.description.contains("without --own") == true)
  }

  @Test("places stand behind the values, and what Atoll itself says is told so")
  func places() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let question = ConfigurationQuestion(path: "singleuser.memory", places: true)
    let lines = try reef.yaml(question).filter { !$0.hasPrefix("#") }
    #expect(lines[0].hasSuffix("# helm-charts/basehub/values.yaml:4"))
    #expect(lines[1].hasPrefix("limit: 4G ") && lines[1].hasSuffix("# config/clusters/shore/reef.values.yaml:6"))
    let places = try reef.answer(question).places
    #expect(places?["jupyterhub.singleuser.memory.limit"]?.line == 6)
    let native = try ConfigurationExample.native("reef").yaml(ConfigurationQuestion(places: true))
    #expect(native.contains { $0.hasSuffix("# hubs/reef.yaml:9") } && native.contains { $0.hasSuffix("# Atoll") })
  }

  @Test("a path at which nothing stands is told the nearest one, as it was asked")
  func missing() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let error = #expect(throws: NoSuchPath.self) { try reef.answer(ConfigurationQuestion(path: "singleuser.memroy.limit")) }
    #expect(error?.description.contains("did you mean 'singleuser.memory.limit'?") == true)
    #expect(error?.description.contains("enc-reef.secret.values.yaml may set it") == true)
    let native = #expect(throws: NoSuchPath.self) {
      try ConfigurationExample.native("reef").answer(ConfigurationQuestion(path: "cull.maxage"))
    }
    #expect(native?.description.contains("'cull.maxAge'") == true)
  }
}
