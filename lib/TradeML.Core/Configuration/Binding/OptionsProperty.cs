using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TradeML.Core.Configuration.Binding;

/// <summary>A settable property of an options class, seen as a YAML key.</summary>
internal sealed class OptionsProperty
{
    private static readonly ConcurrentDictionary<Type, OptionsProperty[]> Cache = new();

    private OptionsProperty(PropertyInfo property)
    {
        Property = property;
        Key = ToKey(property.Name);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsNullable = Type != property.PropertyType ||
            (!Type.IsValueType
                && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        IsSecret = Type == typeof(Secret) || property.IsDefined(typeof(SecretAttribute));
        Range = property.GetCustomAttribute<BetweenAttribute>();
        Choice = property.GetCustomAttribute<OneOfAttribute>();
        Variable = property.GetCustomAttribute<EnvironmentVariableAttribute>()?.Name;
        if (Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            ItemType = Type.GetGenericArguments()[0];
        if (Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            ValueType = Type.GetGenericArguments()[1];
    }

    internal PropertyInfo Property { get; }

    /// <summary>The YAML key: the property's name in lower case with underscores.</summary>
    internal string Key { get; }

    /// <summary>The property's type without its nullability.</summary>
    internal Type Type { get; }

    internal bool IsNullable { get; }

    internal bool IsRequired { get; }

    internal bool IsSecret { get; }

    internal BetweenAttribute? Range { get; }

    internal OneOfAttribute? Choice { get; }

    internal string? Variable { get; }

    /// <summary>Element type of a list, else null.</summary>
    internal Type? ItemType { get; }

    /// <summary>Value type of a map, else null.</summary>
    internal Type? ValueType { get; }

    internal static OptionsProperty[] Of(Type type) => Cache.GetOrAdd(type, static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
            .Select(p => new OptionsProperty(p))]);

    internal static string ToKey(string name)
    {
        var key = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0) key.Append('_');
            key.Append(char.ToLowerInvariant(name[i]));
        }

        return key.ToString();
    }

    internal static Array ToArray(Type item, IList values)
    {
        var array = Array.CreateInstance(item, values.Count);
        values.CopyTo(array, 0);
        return array;
    }
}
