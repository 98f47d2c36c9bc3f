using NUnit.Framework;
using TradeML.Cli.Wizards;

namespace Ata.Tests.Wizards;

public sealed class MachineTests
{
    private const string Mounts = """
        proc /proc proc rw,nosuid 0 0
        /dev/mmcblk0p2 / ext4 rw,noatime 0 0
        /dev/mmcblk0p1 /boot/firmware vfat rw 0 0
        tmpfs /run tmpfs rw 0 0
        /dev/sdb1 /media/pi/USB\040STICK vfat rw 0 0
        /dev/sda1 /mnt/ssd ext4 rw,noatime 0 0
        /dev/sda1 /srv/again ext4 rw,noatime 0 0
        /dev/sdc1 /mnt/old ext4 ro 0 0
        server:/share /mnt/nas nfs4 rw 0 0
        """;

    [Test]
    public void Read_APisFiles_FindsTheDisksForDataBestFirst()
    {
        var machine = Machine.Read("Raspberry Pi 5 Model B Rev 1.0\0", Mounts);
        Assert.That((machine.IsPi, machine.Model), Is.EqualTo((true, "Raspberry Pi 5 Model B Rev 1.0")));
        Assert.That(machine.Disks.Select(d => (d.Path, d.IsSuitable)),
            Is.EqualTo(new[] { ("/mnt/ssd", true), ("/media/pi/USB STICK", false), ("/mnt/old", false) }));
    }

    [Test]
    public void Read_NoDeviceTree_IsAWorkstation() =>
        Assert.That((Machine.Read("", "").IsPi, Machine.Read("", "").Disks.Count), Is.EqualTo((false, 0)));
}
