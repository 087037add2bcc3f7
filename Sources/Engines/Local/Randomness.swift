/// Secrets that the engine makes. They come from the system's random source.
enum Randomness {
  static func hex(bytes count: Int) -> String {
    bytes(count).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  static func bytes(_ count: Int) -> [UInt8] {
    var source = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &source) }
  }

  /// A password for people to type: no letters that look like others; 16 of 31 letters are 79 bits.
  static func password() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    var source = SystemRandomNumberGenerator()
    let groups = (0..<4).map { _ in
      String((0..<4).map { _ in letters[Int.random(in: letters.indices, using: &source)] })
    }
    return groups.joined(separator: "-")
  }
}
