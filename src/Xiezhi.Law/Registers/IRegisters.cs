namespace Xiezhi.Law.Registers;

/// <summary>What a decision may know of the registers that acts write: whoever asks for the decision has looked it up.</summary>
public interface IRegisters
{
    /// <summary>Whether an item of the register that names the officer is in force on the day.</summary>
    /// <param name="officer">As holders of officer roles are numbered.</param>
    bool Qualifies(RegisterForm register, long officer, DateOnly day);

    /// <summary>Whether an item of the register is in force under the key on the day.</summary>
    bool InForce(RegisterForm register, string key, DateOnly day);

    /// <summary>The number that comes next; the second time it is asked in one decision, the one after it.</summary>
    long NextNumber(RegisterForm register);
}

/// <summary>Where no register is known, as when a procedure is explored by itself: everybody qualifies, every item is in force, and numbers begin with 1.</summary>
public sealed class NoRegisters : IRegisters
{
    public static NoRegisters Known { get; } = new();

    public bool Qualifies(RegisterForm register, long officer, DateOnly day) => true;
    public bool InForce(RegisterForm register, string key, DateOnly day) => true;
    public long NextNumber(RegisterForm register) => 1;
}
