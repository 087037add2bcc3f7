import Basics

/// How large a node is whose instance type is known.
///
/// The sizes are those that the providers publish; no price and no region stands here. Sources, read in 2026:
/// cloud.google.com/compute/docs/general-purpose-machines (N1, N2, N2D, E2, C2, A2, G2),
/// aws.amazon.com/ec2/instance-types (R5, R6i, M5, M6i, C5, T3, G4dn, P3),
/// learn.microsoft.com/azure/virtual-machines/sizes (Esv3 to Esv5, Dsv3 to Dsv5).
struct MachineSize: Equatable {
  /// In bytes, all of the machine: what its system keeps for itself is not taken off.
  let memory: Double
  /// In cores.
  let cpu: Double

  /// - Parameter gib: memory in GiB.
  init(gib: Double, cpu: Double) {
    memory = gib * 0x1p30
    self.cpu = cpu
  }

  /// Nil for a type that is not known here.
  init?(instanceType: String) {
    guard let size = Self.exact[instanceType] ?? Self.google(instanceType) ?? Self.amazon(instanceType) ?? Self.azure(instanceType)
    else { return nil }
    self = size
  }

  /// The node labels that hold an instance type.
  static let labels = ["node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"]

  // MARK: - Tables

  private static let exact: [String: MachineSize] = [
    "e2-micro": .init(gib: 1, cpu: 2), "e2-small": .init(gib: 2, cpu: 2), "e2-medium": .init(gib: 4, cpu: 2),
    "f1-micro": .init(gib: 0.6, cpu: 1), "g1-small": .init(gib: 1.7, cpu: 1),
    "a2-highgpu-1g": .init(gib: 85, cpu: 12), "a2-highgpu-2g": .init(gib: 170, cpu: 24),
    "t3.nano": .init(gib: 0.5, cpu: 2), "t3.micro": .init(gib: 1, cpu: 2), "t3.small": .init(gib: 2, cpu: 2),
    "t3.medium": .init(gib: 4, cpu: 2), "t3a.medium": .init(gib: 4, cpu: 2),
    "p3.2xlarge": .init(gib: 61, cpu: 8), "p3.8xlarge": .init(gib: 244, cpu: 32), "p3.16xlarge": .init(gib: 488, cpu: 64),
  ]

  /// GiB for each core, by the type without its number of cores.
  private static let googleFamilies: [String: Double] = [
    "n1-standard": 3.75, "n1-highmem": 6.5, "n1-highcpu": 0.9, "n2-standard": 4, "n2-highmem": 8, "n2-highcpu": 1,
    "n2d-standard": 4, "n2d-highmem": 8, "n2d-highcpu": 1, "e2-standard": 4, "e2-highmem": 8, "e2-highcpu": 1,
    "c2-standard": 4, "g2-standard": 4,
  ]

  /// GiB for each core, by the family.
  private static let amazonFamilies: [String: Double] = [
    "r5": 8, "r5a": 8, "r5d": 8, "r6i": 8, "r6a": 8, "m5": 4, "m5a": 4, "m5d": 4, "m6i": 4, "m6a": 4, "c5": 2, "c6i": 2,
    "t3": 4, "t3a": 4, "g4dn": 4,
  ]

  /// `n2-highmem-16`: the cores are the number at its end.
  private static func google(_ type: String) -> MachineSize? {
    guard let cut = type.lastIndex(of: "-"), let each = googleFamilies[String(type[..<cut])],
      let cores = Double(type[type.index(after: cut)...]), cores >= 1
    else { return nil }
    return MachineSize(gib: each * cores, cpu: cores)
  }

  /// `r5.4xlarge`: `large` has 2 cores, `xlarge` 4, and `4xlarge` four times as many.
  private static func amazon(_ type: String) -> MachineSize? {
    let parts = type.parts(separatedBy: ".")
    guard parts.count == 2, let each = amazonFamilies[String(parts[0])] else { return nil }
    let cores: Double
    switch parts[1] {
    case "large": cores = 2
    case "xlarge": cores = 4
    default:
      guard parts[1].hasSuffix("xlarge"), let times = Double(parts[1].dropLast(6)), times >= 2 else { return nil }
      cores = 4 * times
    }
    return MachineSize(gib: each * cores, cpu: cores)
  }

  /// `Standard_E8s_v5`: 8 cores; 8 GiB for each in the E series, 4 in the D series.
  private static func azure(_ type: String) -> MachineSize? {
    let parts = type.parts(separatedBy: "_")
    guard parts.count == 3, parts[0] == "Standard", ["v3", "v4", "v5"].contains(parts[2]), let series = parts[1].first,
      series == "E" || series == "D"
    else { return nil }
    let rest = parts[1].dropFirst()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard ["", "s", "as"].contains(String(rest.dropFirst(digits.count))), let cores = Double(digits), cores >= 2, cores <= 48 else {
      return nil
    }
    return MachineSize(gib: cores * (series == "E" ? 8 : 4), cpu: cores)
  }
}
