using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>The registers of a story: what its own cases have written. A register that the story does not ask (<c>asks</c>) lets everybody qualify, as a made-up city lets every
/// organ be competent.</summary>
internal sealed class StoryRegisters(LawBook law, ImmutableArray<string> asked) : IRegisters
{
    private readonly RegisterIndex index = new();

    public bool Qualifies(RegisterForm register, long officer, DateOnly day) => !asked.Contains(register.Id) || index.Qualifies(register, officer, day);

    public bool InForce(RegisterForm register, string key, DateOnly day) => !asked.Contains(register.Id) || index.InForce(register, key, day);

    public long NextNumber(RegisterForm register)
    {
        index.Begin();
        return index.NextNumber(register);
    }

    /// <summary>The item that the story's cases have written under the key; null when none has.</summary>
    public WrittenItem? Find(string register, string key) => index.Find(register, key);

    public IEnumerable<WrittenItem> ItemsOf(string register) => index.ItemsOf(register);

    internal void Take(StoryCase one) => index.Put(one.Number, one.Opened, [.. one.Entries], law);
}
