using System.Text;

namespace Larder.Serialization;

/// <summary>A number for a type, by its name without its assembly: a value never comes back as another type.</summary>
/// <remarks>Two names with one number would need a chance of one in four billion, and a key that is used with both types.</remarks>
internal static class TypeMark<T>
{
    internal static readonly uint Value = Checksum.Of(Encoding.UTF8.GetBytes(typeof(T).ToString()));
}
