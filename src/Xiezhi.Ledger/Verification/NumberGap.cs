using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Ledger.Verification;

/// <summary>Numbers of a register that were drawn, as far as the store says, and of which no case is known that drew them.</summary>
/// <param name="Erased">How many erased cases may have drawn them.</param>
public sealed record NumberGap(RegisterForm Form, long First, long Last, int Erased)
{
    /// <summary>As they are printed.</summary>
    public string Words => First == Last ? Form.Series!.Write(First) : $"{Form.Series!.Write(First)} to {Form.Series.Write(Last)}";

    /// <summary>All gaps of a folder, by register and number.</summary>
    public static ImmutableArray<NumberGap> In(DataFolder folder, LawBook book)
    {
        var written = new WrittenRegisters(folder.Store, LogDictionary.Of(folder.Store, book), book, folder.Keys);
        return [.. book.Registers.Values.OrderBy(form => form.Id, StringComparer.Ordinal).SelectMany(form => In(written, form))];
    }

    internal static IEnumerable<NumberGap> In(WrittenRegisters written, RegisterForm form) =>
        form.Series is null ? [] : written.Ask(all => all.GapsIn(form.Id).ToList()).Select(gap => new NumberGap(form, gap.First, gap.Last, written.ErasedOf(form)));
}
