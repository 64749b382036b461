using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.People;

/// <summary>What an account must be, so that the gate can judge by it.</summary>
public static class AccountRules
{
    /// <summary>The greatest number of a party: what every program reads exactly, in JSON too.</summary>
    public const long LastParty = 1L << 53;

    /// <summary>All that is wrong with the account itself, by the names of its parts.</summary>
    public static ImmutableArray<InputProblem> Wrong(Account account, City city)
    {
        var problems = ImmutableArray.CreateBuilder<InputProblem>();
        if (!IsName(account.Id)) { problems.Add(No("id", "登录名用2到40个小写字母、数字和连字符", "A name for signing in has 2 to 40 small letters, digits and hyphens")); }
        if (account.Name.Trim().Length is 0 or > 100) { problems.Add(No("name", "请写姓名或名称，最多100个字", "Write a name, of at most 100 characters")); }
        if (!Enum.IsDefined(account.Role)) { problems.Add(No("role", "没有这种角色", "There is no such role")); }
        if (account.Role is AccountRole.Citizen or AccountRole.Administrator)
        {
            if (account.Organ != 0 || account.Officer != 0) { problems.Add(No("organ", "群众和管理员的账号不属于机关", "A citizen's or an administrator's account belongs to no organ")); }
        }
        else if (city.FindOrgan(account.Organ) is not { } organ)
        {
            problems.Add(No("organ", "没有这个机关", "There is no such organ"));
        }
        else if (account.Officer < 1 || account.Officer > organ.Officers)
        {
            problems.Add(No("officer", $"{organ.Title.Zh}的工作人员编号是1到{organ.Officers}", $"Officers of '{organ.Id}' have the numbers 1 to {organ.Officers}"));
        }

        if (account.Role == AccountRole.Citizen ? account.Party is < 1 or > LastParty : account.Party != 0)
        {
            problems.Add(No("party", "只有群众的账号有当事人编号，从1起", "A citizen's account, and no other, has a party's number, from 1 on"));
        }

        return problems.DrainToImmutable();
    }

    private static bool IsName(string id) => id.Length is >= 2 and <= 40 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static InputProblem No(string field, string zh, string en) => new(field, new Title(zh, en));
}
