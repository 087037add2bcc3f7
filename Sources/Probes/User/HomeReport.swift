import Basics
import Foundation

/// What a kernel sees of its user, home and limits.
struct HomeReport: Sendable, Equatable {
  /// The file that the test writes through the server and the kernel reads.
  static let written = "atoll-test.txt"
  /// The file that the kernel writes and the test reads through the server.
  static let answered = "atoll-test-kernel.txt"

  var found: String?
  var uid: Int
  var home: String
  var owner: Int
  var isWritable: Bool
  /// In bytes, as the server was told; nil where it has no limit.
  var memoryLimit: Double?
  /// The tightest memory limits in force.
  var inForce: [String: Double]

  /// Runs in the kernel and prints the report. Cgroup limits are read from version 1 and 2.
  static let code = #"""
    import json, os, pathlib, resource

    def atoll_test():
        home = pathlib.Path.home()
        here = next((p for p in (home, pathlib.Path.cwd()) if (p / "atoll-test.txt").is_file()), None)
        found = (here / "atoll-test.txt").read_text() if here else None
        if here:
            (here / "atoll-test-kernel.txt").write_text(found + "!")
        limits = {}
        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
        if soft != resource.RLIM_INFINITY:
            limits["process limit"] = soft
        soft, _ = resource.getrlimit(resource.RLIMIT_DATA)
        if soft != resource.RLIM_INFINITY:
            limits["process limit"] = min(soft, limits.get("process limit", soft))
        groups = [line.strip().split(":", 2) for line in open("/proc/self/cgroup")]
        for _, controllers, path in groups:
            if controllers == "":
                top, name = pathlib.Path("/sys/fs/cgroup"), "memory.max"
            elif "memory" in controllers.split(","):
                top, name = pathlib.Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes"
            else:
                continue
            group = top / path.lstrip("/")
            while True:
                try:
                    text = (group / name).read_text().strip()
                    if text != "max" and int(text) < 1 << 60:
                        limits["cgroup"] = min(int(text), limits.get("cgroup", int(text)))
                except OSError:
                    pass
                if group == top or top not in group.parents:
                    break
                group = group.parent
        print(json.dumps({
            "found": found, "uid": os.getuid(), "home": str(home), "owner": home.stat().st_uid,
            "writable": os.access(home, os.W_OK), "memory": os.environ.get("MEM_LIMIT"), "limits": limits,
        }))

    atoll_test()
    """#

  init(_ output: String) throws {
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8))
    } catch {
      throw ProbeFailure("the kernel's report of its home cannot be read: “\(output.prefix(200))”")
    }
    guard let uid = value["uid"]?.int, let home = value["home"]?.string, let owner = value["owner"]?.int else {
      throw ProbeFailure("the kernel's report of its home is incomplete: “\(output.prefix(200))”")
    }
    found = value["found"]?.string
    self.uid = uid
    self.home = home
    self.owner = owner
    isWritable = value["writable"]?.bool == true
    memoryLimit = value["memory"]?.string.flatMap(Double.init)
    inForce = (value["limits"]?.object ?? [:]).compactMapValues(\.number)
  }

  /// Whether home is the user's, and the user is not the machine's master.
  func check(refusesRoot: Bool) throws {
    if refusesRoot, uid == 0 { throw ProbeFailure("the user's server runs as root, so users are not isolated") }
    guard isWritable else { throw ProbeFailure("the user cannot write to home (\(home))") }
    guard uid == 0 || owner == uid else {
      throw ProbeFailure("the home \(home) belongs to uid \(owner), and the user's server runs as uid \(uid)")
    }
  }

  /// What is worth a word, for the step's detail.
  var account: String {
    var words = [uid == 0 ? "runs as root" : "runs as uid \(uid)"]
    if let memoryLimit, memoryLimit > 0 {
      let fitting = inForce.filter { $0.value <= memoryLimit * 1.01 }.keys.sorted()
      let size = HomeReport.size(memoryLimit)
      words.append(
        fitting.isEmpty
          ? "its memory limit of \(size) is not in force"
          : "its memory limit of \(size) is in force (\(fitting.joined(separator: ", ")))")
    }
    return words.joined(separator: "; ")
  }

  private static func size(_ bytes: Double) -> String {
    let megabytes = bytes / 1_048_576
    return megabytes >= 1024 ? "\((megabytes / 102.4).rounded() / 10) GiB" : "\(Int(megabytes.rounded())) MiB"
  }
}
