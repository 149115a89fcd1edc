using System.Buffers.Binary;
using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>Tells whether two states of a model are the same: equal fields, equal positions, equal locals.</summary>
/// <remarks>
/// The compiler turns an iterator into an object whose fields are its position and its locals, so all of the state can
/// be read by reflection and a model cannot forget to mention some of it. Objects are told by the order in which they
/// are met, so two states are the same when they have the same shape, whichever objects make it up.
/// </remarks>
internal sealed class StateFingerprint
{
    // Neither the step that is announced (the position implies it) nor the creating thread is part of the state.
    private static readonly string[] NotState = ["<>2__current", "<>l__initialThreadId"];

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();

    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, int> _met = new(ReferenceEqualityComparer.Instance);

    internal static UInt128 Of(Model model, IEnumerable<object?> threads)
    {
        var fingerprint = new StateFingerprint();
        fingerprint.Write(model);
        foreach (var thread in threads) fingerprint.Write(thread);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint._text.ToString()));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                _text.Append('-');
                return;
            case string text:
                _text.Append('"').Append(text).Append('"');
                return;
            case Step:
                // An unoptimised iterator keeps the step it passes on in a local; its position says as much.
                return;
            case Delegate:
                throw new InvalidOperationException(
                    "A model keeps a delegate in a field or a local, and delegates cannot be compared. Keep data.");
        }

        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum)
        {
            _text.Append(value).Append(';');
            return;
        }

        if (!type.IsValueType && !_met.TryAdd(value, _met.Count))
        {
            _text.Append('#').Append(_met[value]).Append(';');
            return;
        }

        _text.Append('{');
        if (value is ICollection collection)
        {
            foreach (var item in collection) Write(item);
        }
        else
        {
            foreach (var field in FieldsOf.GetOrAdd(type, AllFields)) Write(field.GetValue(value));
        }

        _text.Append('}');
    }

    private static FieldInfo[] AllFields(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(level.GetFields(Declared).Where(static field => !NotState.Contains(field.Name)));
        }

        return [.. fields];
    }
}
