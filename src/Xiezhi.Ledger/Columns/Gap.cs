namespace Xiezhi.Ledger.Columns;

/// <summary>A register of cases: one procedure, organ and year.</summary>
/// <param name="Organ">Number of the organ in the log.</param>
public readonly record struct RegisterKey(string Procedure, int Organ, int Year)
{
    public override string ToString() => $"{Procedure} of organ {Organ} in {Year}";
}

/// <summary>Something that the log ought to hold and does not.</summary>
public abstract record Gap(RegisterKey Register)
{
    /// <summary>No opening entry was seen of a case, though later ordinals exist or its register was closed with it.</summary>
    public sealed record MissingCase(RegisterKey Register, int Ordinal) : Gap(Register)
    {
        public override string ToString() => $"{Register}: case {Ordinal} is missing";
    }

    /// <summary>A closing entry states another last ordinal than the register has.</summary>
    public sealed record ClosingDisagrees(RegisterKey Register, int Stated, int Last) : Gap(Register)
    {
        public override string ToString() => $"{Register}: its closing entry states {Stated} as the last case, the log holds cases up to {Last}";
    }

    /// <summary>The entry does not follow the one before it in its case: one was left out, one stands twice, or the case was erased before.</summary>
    public sealed record EntryOutOfLine(RegisterKey Register, int Ordinal, int Number, long Leaf) : Gap(Register)
    {
        public override string ToString() => $"{Register}: in case {Ordinal} entry {Number} (leaf {Leaf}) does not follow the entry before it";
    }
}
