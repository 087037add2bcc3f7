import Basics
import Testing

@testable import Fleet

@Suite("Paths of values with wildcards")
struct PathPatternTests {
  @Test(
    "a pattern stands for the value at its path and for all below it",
    arguments: [
      ("singleuser.memory", ["singleuser", "memory"], true),
      ("singleuser.memory", ["singleuser", "memory", "limit"], true),
      ("singleuser.memory.limit", ["singleuser", "memory"], false),
      ("singleuser.mem", ["singleuser", "memory"], false),
      ("memory", ["singleuser", "memory"], false),
      ("singleuser.profileList", ["singleuser", "profileList", "[2]", "slug"], true),
    ])
  func below(pattern: String, path: [String], covers: Bool) {
    #expect(PathPattern(pattern).covers(LeafPath(path)) == covers)
  }

  @Test(
    "a star is one key or a part of one, also an empty part, and never two keys",
    arguments: [
      ("singleuser.extraEnv.DASK_*", ["singleuser", "extraEnv", "DASK_GATEWAY"], true),
      ("singleuser.extraEnv.DASK_*", ["singleuser", "extraEnv", "DASK_"], true),
      ("singleuser.extraEnv.DASK_*", ["singleuser", "extraEnv", "MY_DASK_"], false),
      ("hub.config.*Authenticator", ["hub", "config", "Authenticator", "admin_users"], true),
      ("hub.config.*Authenticator", ["hub", "config", "GitHubOAuthenticator"], true),
      ("hub.config.*Authenticator", ["hub", "config", "JupyterHub", "Authenticator"], false),
      ("hub.*.limit", ["hub", "memory", "limit"], true),
      ("hub.*.limit", ["hub", "memory", "more", "limit"], false),
      ("hub.*", ["hub"], false),
      ("singleuser.extraEnv.*REQUESTER_PAYS*", ["singleuser", "extraEnv", "AWS_REQUESTER_PAYS_X"], true),
      ("*.limit", ["profiles", "[0]", "limit"], false),
    ])
  func stars(pattern: String, path: [String], covers: Bool) {
    #expect(PathPattern(pattern).covers(LeafPath(path)) == covers)
  }

  @Test("any element of a list, however it is written", arguments: ["[]", "[*]", "[7]"])
  func lists(element: String) {
    let pattern = PathPattern("singleuser.profileList\(element).slug")
    #expect(pattern.covers(LeafPath(["singleuser", "profileList", "[0]", "slug"])))
    #expect(pattern.covers(LeafPath(["singleuser", "profileList", "[12]", "slug"])))
    #expect(!pattern.covers(LeafPath(["singleuser", "profileList", "[0]", "default"])))
    #expect(!pattern.covers(LeafPath(["singleuser", "profileList", "slug"])))
  }

  @Test("a key may have dots of its own")
  func dots() {
    let gpu = LeafPath(["singleuser", "extraResource", "limits", "nvidia.com/gpu"])
    #expect(PathPattern("singleuser.extraResource.limits.nvidia.com/gpu").covers(gpu))
    #expect(PathPattern("singleuser.extraResource.limits.nvidia.*").covers(gpu))
    #expect(PathPattern("singleuser.extraResource.limits.*").covers(gpu))
    #expect(!PathPattern("singleuser.extraResource.limits.nvidia").covers(gpu))
    #expect(PathPattern("a.b").covers(LeafPath(["a", "b"])) && PathPattern("a.b").covers(LeafPath(["a.b"])))
  }

  @Test("a path is written with dots, and without the numbers of elements where hubs are compared")
  func written() {
    let path = LeafPath(["singleuser", "profileList", "[0]", "profile_options", "image", "choices", "[11]", "slug"])
    #expect(path.written == "singleuser.profileList[0].profile_options.image.choices[11].slug")
    #expect(path.general == "singleuser.profileList[].profile_options.image.choices[].slug")
    #expect(LeafPath(["a", "nvidia.com/gpu"]).general == "a.nvidia.com/gpu")
    #expect(LeafPath([]).written == "")
  }

  @Test("whatever a path is: its own text, its general text, and each way to a map above it stand for it")
  func law() {
    let seed: UInt64 = 20_261_123
    var random = SeededRandom(seed: seed)
    let keys = ["hub", "config", "nvidia.com/gpu", "DASK_X", "a-b", "über", "x.y.z", "0"]
    for _ in 0..<2000 {
      var steps = [keys[Int.random(in: 0..<keys.count, using: &random)]]
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        steps.append(
          Bool.random(using: &random)
            ? keys[Int.random(in: 0..<keys.count, using: &random)] : "[\(Int.random(in: 0..<20, using: &random))]")
      }
      let path = LeafPath(steps)
      for pattern in [path.written, path.general] + (1..<steps.count + 1).map({ LeafPath(Array(steps.prefix($0))).written }) {
        #expect(PathPattern(pattern).covers(path), "\(pattern) of \(path.written), seed \(seed)")
      }
      #expect(!PathPattern(path.written + ".more").covers(path))
      #expect(!PathPattern(path.written + "x").covers(path))
    }
  }

  @Test("leaves are values, lists of values and empty maps; lists of maps are entered")
  func leaves() {
    var found: Set<String> = []
    let values: JSONValue = [
      "a": ["b": 1, "c": []], "d": [["e": true], ["e": false]], "f": ["g", "h"], "i": .null, "j": ["secret": "reef-client"],
    ]
    values.forEachLeaf { path, _ in found.insert(path.written) }
    #expect(found == ["a.b", "a.c", "d[0].e", "d[1].e", "f", "i", "j"])
  }
}
