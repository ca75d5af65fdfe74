using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Reminders;

internal interface IRemindedGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    Task Forget(string name);

    Task<List<string>> Names();

    Task<bool> Has(string name);

    Task End();
}

internal interface IForgetfulGrain : IGrainWithStringKey
{
    Task TryRemind();
}

internal sealed class RemindedGrain(Signals signals) : Grain, IRemindedGrain, IRemindable
{
    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        signals.Note(reminderName == "status" ? $"first {status.FirstTickTime:HH:mm:ss} every {status.Period}" : $"{this.GetPrimaryKeyString()}: {reminderName}");
        if (reminderName == "fail") throw new InvalidOperationException("Not now.");
        return Task.CompletedTask;
    }
}

internal sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task TryRemind() => this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}
