using System.Text;
using Microsoft.CodeAnalysis;

namespace Larder.Tidy.Surface;

/// <summary>Writes down what an assembly shows to its users: types and members, sorted, a line each.</summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly SymbolDisplayFormat NameFormat =
        TypeFormat.WithKindOptions(SymbolDisplayKindOptions.None);

    private static readonly SymbolDisplayFormat MemberFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ParentFormat =
        MemberFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters);

    internal static string Write(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();

        var types = Types(assembly.GlobalNamespace);
        foreach (var type in types.OrderBy(type => type.ToDisplayString(NameFormat), StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var line in Members(type))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }


    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol owner) =>
        owner.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => Types(inner),
            INamedTypeSymbol type when IsVisible(type) => Types(type).Prepend(type),
            _ => [],
        });

    private static string Head(INamedTypeSymbol type)
    {
        var words = new List<string> { type.DeclaredAccessibility == Accessibility.Public ? "public" : "protected" };
        if (type is { TypeKind: TypeKind.Class, IsStatic: true })
        {
            words.Add("static");
        }
        else if (type is { TypeKind: TypeKind.Class, IsAbstract: true })
        {
            words.Add("abstract");
        }
        else if (type is { TypeKind: TypeKind.Class, IsSealed: true })
        {
            words.Add("sealed");
        }

        var name = type.ToDisplayString(TypeFormat);
        var constraints = type.ToDisplayString(
            TypeFormat.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints))[name.Length..];
        words.Add(name);
        var parents = type.Interfaces.Where(IsVisible).Cast<ITypeSymbol>();
        if (type.BaseType is { SpecialType: SpecialType.None } parent && type.TypeKind == TypeKind.Class)
        {
            parents = parents.Prepend(parent);
        }

        var list = string.Join(", ", parents.Select(each => each.ToDisplayString(ParentFormat)));

        return string.Join(' ', words) + (list.Length > 0 ? " : " + list : "") + constraints;
    }

    private static IEnumerable<string> Members(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(member => member is not INamedTypeSymbol
                && IsVisible(member)
                && !member.IsImplicitlyDeclared
                && !IsAccessor(member)
                && !IsWrittenByTheCompiler(member)
                && !IsDefaultConstructor(member))
            .Select(member => member.ToDisplayString(MemberFormat))
            .Order(StringComparer.Ordinal);

    private static bool IsAccessor(ISymbol member) =>
        member is IMethodSymbol
        {
            MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet
                or MethodKind.EventAdd or MethodKind.EventRemove
        };

    /// <summary>The equality and the printing of a record: true of each, and news of none.</summary>
    private static bool IsWrittenByTheCompiler(ISymbol member) =>
        member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static bool IsDefaultConstructor(ISymbol member) =>
        member is IMethodSymbol
        {
            MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: true
        };

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public
            or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
