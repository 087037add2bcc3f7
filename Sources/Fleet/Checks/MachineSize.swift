import Basics

/// How large a node is whose instance type is known.
///
/// The sizes are those that the providers publish; no price and no region stands here. Every row was held against:
///
/// - Google: the tables of machine types in docs.cloud.google.com (inference machine types; certifications for SAP), which list
///   E2, N1, N2, N2D, C2, C2D, T2D, G2 and A2. What Google calls GB is 2³⁰ bytes. The two tables disagree on
///   `n2-highmem-128` (864 and 838), so it is not here.
/// - Amazon: `ec2_instance_types.go` of kubernetes/autoscaler, which is generated from Amazon's own list.
/// - Azure: `azure_instance_types.go` of the same for v3 and v4; the page "Ev5 and Esv5-series" of Azure's documentation, and
///   for Dv5 what others list of it.
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

  /// Types that no rule of their family gives.
  private static let exact: [String: MachineSize] = [
    "e2-medium": .init(gib: 4, cpu: 2),
    "a2-highgpu-1g": .init(gib: 85, cpu: 12), "a2-highgpu-2g": .init(gib: 170, cpu: 24),
    "a2-highgpu-4g": .init(gib: 340, cpu: 48), "a2-highgpu-8g": .init(gib: 680, cpu: 96),
    "a2-megagpu-16g": .init(gib: 1360, cpu: 96),
    "a2-ultragpu-1g": .init(gib: 170, cpu: 12), "a2-ultragpu-2g": .init(gib: 340, cpu: 24),
    "a2-ultragpu-4g": .init(gib: 680, cpu: 48), "a2-ultragpu-8g": .init(gib: 1360, cpu: 96),
    "t3.nano": .init(gib: 0.5, cpu: 2), "t3.micro": .init(gib: 1, cpu: 2), "t3.small": .init(gib: 2, cpu: 2),
    "t3.medium": .init(gib: 4, cpu: 2),
    "t3a.nano": .init(gib: 0.5, cpu: 2), "t3a.micro": .init(gib: 1, cpu: 2), "t3a.small": .init(gib: 2, cpu: 2),
    "t3a.medium": .init(gib: 4, cpu: 2),
    "p2.xlarge": .init(gib: 61, cpu: 4), "p2.8xlarge": .init(gib: 488, cpu: 32), "p2.16xlarge": .init(gib: 732, cpu: 64),
    "p3.2xlarge": .init(gib: 61, cpu: 8), "p3.8xlarge": .init(gib: 244, cpu: 32), "p3.16xlarge": .init(gib: 488, cpu: 64),
    "p3dn.24xlarge": .init(gib: 768, cpu: 96), "p4d.24xlarge": .init(gib: 1152, cpu: 96),
  ]

  /// GiB for each core, by the type without its number of cores.
  private static let googleFamilies: [String: Double] = [
    "n1-standard": 3.75, "n1-highmem": 6.5, "n1-highcpu": 0.9, "n2-standard": 4, "n2-highmem": 8, "n2-highcpu": 1,
    "n2d-standard": 4, "n2d-highmem": 8, "n2d-highcpu": 1, "e2-standard": 4, "e2-highmem": 8, "e2-highcpu": 1,
    "c2-standard": 4, "c2d-standard": 4, "c2d-highmem": 8, "c2d-highcpu": 2, "t2d-standard": 4, "g2-standard": 4,
  ]

  /// GiB for each core, by the family.
  private static let amazonFamilies: [String: Double] = [
    "r4": 7.625, "r5": 8, "r5a": 8, "r5ad": 8, "r5b": 8, "r5d": 8, "r5dn": 8, "r5n": 8, "r6g": 8, "r6i": 8,
    "m4": 4, "m5": 4, "m5a": 4, "m5ad": 4, "m5d": 4, "m5dn": 4, "m5n": 4, "m6a": 4, "m6g": 4, "m6i": 4, "m6id": 4,
    "c5": 2, "c5a": 2, "c5ad": 2, "c5d": 2, "c6a": 2, "c6g": 2, "c6i": 2, "c6id": 2,
    "t3": 4, "t3a": 4, "g4ad": 4, "g4dn": 4, "g5": 4,
  ]

  /// `n2-highmem-16`: the cores are the number at its end.
  private static func google(_ type: String) -> MachineSize? {
    guard type != "n2-highmem-128", let cut = type.lastIndex(of: "-"), let each = googleFamilies[String(type[..<cut])],
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

  /// `Standard_E8s_v5`: 8 cores; 8 GiB for each in the E series, 4 in the D series. Letters after the cores tell of processors
  /// and disks. Above 48 cores the E series has less for each, by a rule of its own for each version.
  private static func azure(_ type: String) -> MachineSize? {
    let parts = type.parts(separatedBy: "_")
    guard parts.count == 3, parts[0] == "Standard", ["v3", "v4", "v5"].contains(parts[2]), let series = parts[1].first,
      series == "E" || series == "D"
    else { return nil }
    let rest = parts[1].dropFirst()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let letters = String(rest.dropFirst(digits.count))
    let known: Set<String> = parts[2] == "v3" ? ["", "s"] : ["", "s", "a", "as", "d", "ds", "ads"]
    guard known.contains(letters), let cores = Double(digits), cores >= 2 else { return nil }
    if series == "E", cores > 48 { return azureLarge(cores, letters, version: String(parts[2])) }
    return cores <= 96 ? MachineSize(gib: cores * (series == "E" ? 8 : 4), cpu: cores) : nil
  }

  /// The E series above 48 cores.
  private static func azureLarge(_ cores: Double, _ letters: String, version: String) -> MachineSize? {
    switch (cores, version) {
    case (64, "v3"): MachineSize(gib: 432, cpu: 64)
    case (64, "v4"): MachineSize(gib: letters.hasPrefix("a") ? 512 : 504, cpu: 64)
    case (64, "v5"): MachineSize(gib: 512, cpu: 64)
    case (96, "v4") where letters.hasPrefix("a"), (96, "v5"): MachineSize(gib: 672, cpu: 96)
    default: nil
    }
  }
}
