using System.Collections.Immutable;
using Xiezhi.Law.Registers;

namespace Xiezhi.Web.Features.Registers;

/// <summary>A register as a page shows it: every item, in force or not.</summary>
/// <param name="Today">The city's day, by which an item is in force.</param>
public sealed record RegisterView(RegisterForm Form, ImmutableArray<WrittenItem> Items, DateOnly Today)
{
    public int InForce => Items.Count(i => i.On(Today) is not null);
}
