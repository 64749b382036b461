using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Office.Acts;

namespace Xiezhi.Web.Features.Api.Models;

/// <param name="Items">By their ids.</param>
internal sealed record RegisterList(ImmutableArray<RegisterModel> Items);

/// <summary>A register whose items acts write.</summary>
/// <param name="Fields">Those that anybody may see.</param>
/// <param name="Known">How many items it has, ended ones among them.</param>
/// <param name="InForce">How many are in force today.</param>
internal sealed record RegisterModel(string Id, TextModel Title, ImmutableArray<NamedModel> Fields, int Known, int InForce)
{
    public static RegisterModel Of(RegisterForm form, IReadOnlyCollection<WrittenItem> items, DateOnly today) => new(form.Id, TextModel.Of(form.Title),
        [.. RegisterWords.Shown(form, all: false).Select(field => new NamedModel(field.Id, TextModel.Of(field.Title)))], items.Count, items.Count(item => item.On(today) is not null));
}

/// <param name="Items">In the order of their keys.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record ItemList(ImmutableArray<ItemModel> Items, string? Next);

/// <summary>An item of a register.</summary>
/// <param name="Key">Such as the number of a card.</param>
/// <param name="Editions">What held from which day on, the latest last; where a day is asked for, the one that holds on it.</param>
internal sealed record ItemModel(string Key, ImmutableArray<ItemEditionModel> Editions)
{
    /// <param name="on">The day for which it is asked; null for all that is known.</param>
    public static ItemModel Of(WrittenItem item, DateOnly? on, City city) =>
        new(item.Key, [.. (on is { } day ? item.On(day) is { } holds ? [holds] : [] : item.Editions).Select(edition => ItemEditionModel.Of(item.Form, edition, city))]);
}

/// <param name="From">First day on which it holds.</param>
/// <param name="Ended">Whether the item is no longer in force from then on.</param>
internal sealed record ItemEditionModel(DateOnly From, bool Ended, ImmutableArray<ItemFieldModel> Values)
{
    public static ItemEditionModel Of(RegisterForm form, ItemEdition edition, City city) => new(edition.From, edition.Ended,
        [.. RegisterWords.Shown(form, all: false).Select(field => new ItemFieldModel(field.Id, edition.Values[field.Index] is { } value ? TextModel.Of(RegisterWords.Of(field, value, city)) : null))]);
}

/// <param name="Value">As people read it; null where nobody has said anything of it yet.</param>
internal sealed record ItemFieldModel(string Field, TextModel? Value);
